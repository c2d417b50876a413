/* Says that a save is waiting for its turn to write, when its answer takes longer than a save takes by itself: in the
   desk's live region, which is shown for that time. */
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

  /* The last to hear of it: whoever handles a form by itself has prevented its sending by now. */
  window.addEventListener("submit", ({ target: form, defaultPrevented }) => {
    if (defaultPrevented || form.method !== "post") return
    hide()
    timer = setTimeout(() => show(message(form)), PATIENCE)
  })
  window.addEventListener("pageshow", hide)
}
