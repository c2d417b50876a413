// Says at once what the answers come to. Without it, the page does the same in a step more.
const form = document.querySelector("form[data-answers]")
const PAUSE = 600 // milliseconds in which a click still means the button that stood there before
let asked = 0

const say = async () => {
  const mine = ++asked
  const answers = new FormData(form)
  answers.delete("agreed")
  const response = await fetch(form.action, { method: "POST", body: answers, redirect: "manual" })
  if (!response.ok || mine !== asked) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const now = page.querySelector(".agreement")
  const shown = form.querySelector(".agreement")
  if (!now || now.innerHTML === shown.innerHTML) return
  shown.replaceChildren(...now.childNodes)
  const button = shown.querySelector("button")
  button.disabled = true
  setTimeout(() => (button.disabled = false), PAUSE)
}

form?.addEventListener("input", (event) => {
  if (event.target.name === "at" && form.elements.when) form.elements.when.value = "at"
})
form?.addEventListener("change", () => say().catch(() => {}))
