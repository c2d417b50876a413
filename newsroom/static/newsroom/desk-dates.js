/* Says, while a date is typed, how it is understood or why it cannot be read. Without it, the form does so on save. */
"use strict"

{
  const answers = new WeakMap()
  let timer = 0

  /* The line under a field. A screen reader announces it only if it exists before its text does. */
  const lineOf = (field) => {
    if (!answers.has(field)) {
      const line = document.createElement("p")
      line.className = "desk-answer"
      line.setAttribute("role", "status")
      field.after(line)
      answers.set(field, line)
    }
    return answers.get(field)
  }

  const ask = async (field) => {
    const text = field.value
    const line = lineOf(field)
    const query = new URLSearchParams({ text })
    const response = await fetch(`${field.dataset.answeredBy}?${query}`, { credentials: "same-origin" }).catch(() => null)
    if (!response?.ok || response.redirected || field.value !== text) return
    const { valid, message } = await response.json()
    line.textContent = message && (valid ? interpolate(gettext("Understood as %s."), [message]) : message)
    line.classList.toggle("is-unread", !valid)
    if (valid) field.removeAttribute("aria-invalid")
    else field.setAttribute("aria-invalid", "true")
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-answered-by]")) lineOf(event.target)
  })
  document.addEventListener("input", (event) => {
    const field = event.target
    if (!field.matches?.("[data-answered-by]")) return
    clearTimeout(timer)
    timer = setTimeout(() => ask(field), 200)
  })
}
