/* A date answers while it is typed: how it is understood, or why it cannot be read. Without this, it does so on save. */
"use strict"

{
  const answers = new WeakMap()
  let waiting = 0

  /* The line under a field; it is there before its words are, so that they are read aloud. */
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
    clearTimeout(waiting)
    waiting = setTimeout(() => ask(field), 200)
  })
}
