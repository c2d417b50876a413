/* Says that a save is waiting for its turn to write, when its answer takes longer than a save takes by itself. */
"use strict"

{
  const PATIENCE = 1500 // milliseconds
  const { waits, sends } = document.currentScript.dataset
  const region = document.createElement("div")
  region.className = "desk-waiting"
  region.setAttribute("role", "status")
  document.body.append(region)

  let timer
  const clear = () => {
    clearTimeout(timer)
    region.textContent = ""
  }
  const hasFile = (form) => [...form.querySelectorAll("[type=file]")].some((input) => input.files.length)

  /* The last to hear of it: whoever handles a form by itself has prevented its sending by now. */
  window.addEventListener("submit", ({ target: form, defaultPrevented }) => {
    if (defaultPrevented || form.method !== "post") return
    clear()
    timer = setTimeout(() => { region.textContent = hasFile(form) ? sends : waits }, PATIENCE)
  })
  window.addEventListener("pageshow", clear)
}
