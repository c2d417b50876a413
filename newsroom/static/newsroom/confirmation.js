// Shows the summary of the answers as soon as they are given. Without it, the page does so in one more step.
const form = document.querySelector("form[data-answers]")
// A click in these milliseconds was meant for the button that was there before.
const PAUSE = 600
let requests = 0

const update = async () => {
  const request = ++requests
  const answers = new FormData(form)
  answers.delete("agreed")
  const response = await fetch(form.action, { method: "POST", body: answers, redirect: "manual" })
  if (!response.ok || request !== requests) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const answered = page.querySelector(".agreement")
  const shown = form.querySelector(".agreement")
  if (!answered || answered.innerHTML === shown.innerHTML) return
  shown.replaceChildren(...answered.childNodes)
  const button = shown.querySelector("button")
  button.disabled = true
  setTimeout(() => (button.disabled = false), PAUSE)
}

form?.addEventListener("input", (event) => {
  if (event.target.name === "at" && form.elements.when) form.elements.when.value = "at"
})
form?.addEventListener("change", () => update().catch(() => {}))
