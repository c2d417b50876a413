/* Announces a slow save in the desk's live region, which is visible for that time: it is waiting for another save. */
"use strict"

{
  const PATIENCE = 1500 // milliseconds
  const hasFile = (form) => [...form.querySelectorAll("[type=file]")].some((input) => input.files.length)

  const message = (form) => hasFile(form)
    ? gettext("The file is being uploaded and checked…")
    : gettext("Waiting for another save to finish… Your text is safe on this page.")

  let timer
  const show = (text) => {
    desk.live.className = "desk-waiting"
    desk.say(text)
  }
  const hide = () => {
    clearTimeout(timer)
    if (desk.live.className !== "desk-waiting") return
    desk.live.className = "visually-hidden"
    desk.say("")
  }

  /* On the window, after every other listener: a script that sends a form itself has prevented the default by now. */
  window.addEventListener("submit", ({ target: form, defaultPrevented }) => {
    if (defaultPrevented || form.method !== "post") return
    hide()
    timer = setTimeout(() => show(message(form)), PATIENCE)
  })
  window.addEventListener("pageshow", hide)
}
