// The publish page: asks the server what follows from the answers, as soon as they are given, and shows its answer.
// Without it the page does the same in one more step.
const form = document.querySelector("form[data-publish]")
const DELAY = 250 // milliseconds between the last key and the question
const PAUSE = 600 // a click in these milliseconds was meant for the button that said something else
const PARTS = ["utc-when", "utc-until", "saved-since", "checks", "sequence", "agreement"]
const button = document.getElementById("publish-button")
let requests = 0
let renamed = 0
let timer

const show = (answer) => {
  for (const id of PARTS) {
    const shown = document.getElementById(id)
    const part = answer.getElementById(id)
    if (part && part.innerHTML.trim() !== shown.innerHTML.trim()) shown.innerHTML = part.innerHTML
  }
  const label = answer.getElementById("publish-button").textContent
  if (label === button.textContent) return
  button.textContent = label
  renamed = Date.now()
}

const ask = async () => {
  const request = ++requests
  const answers = new FormData(form)
  answers.delete("agreed")
  answers.set("_answer", "1")
  const response = await fetch(form.action, { method: "POST", body: answers, redirect: "error" })
  if (!response.ok || request !== requests) return
  show(new DOMParser().parseFromString(await response.text(), "text/html"))
}

const askSoon = () => {
  clearTimeout(timer)
  timer = setTimeout(() => ask().catch(() => {}), DELAY)
}

/* A date that is hidden, because "Now" is chosen, is not sent. */
const setEnabled = () => {
  for (const moment of form.querySelectorAll(".moment")) {
    const isChosen = moment.querySelector("input[type=radio][value=at]").checked
    for (const field of moment.querySelectorAll(".moment-answers :is(input, textarea)")) field.disabled = !isChosen
  }
}

if (form) {
  setEnabled()
  form.addEventListener("change", () => {
    setEnabled()
    askSoon()
  })
  form.addEventListener("input", askSoon)
  form.addEventListener("submit", (event) => {
    clearTimeout(timer)
    requests += 1
    if (event.submitter === button && Date.now() - renamed < PAUSE) event.preventDefault()
  })
  // Somebody may have saved the article while this page was not looked at.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && askSoon())
  window.addEventListener("pageshow", () => {
    setEnabled()
    askSoon()
  })
}
