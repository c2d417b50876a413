/* The form of a picture: the focal point by mouse and keyboard, and the buttons that copy the file's metadata into
   fields. */
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const focal = document.querySelector("[data-focal]")
  const inputs = ["x", "y"].map((axis) => document.querySelector(`#id_focal_${axis}`))

  if (focal && inputs.every(Boolean)) {
    const cross = focal.querySelector(".crosshair")
    const within = (value) => Math.min(1, Math.max(0, Number(value) || 0))
    const draw = () => {
      const [x, y] = inputs.map((input) => within(input.value))
      cross.style.left = `${x * 100}%`
      cross.style.top = `${y * 100}%`
      const text = gettext("Focal point: %s % from the left, %s % from the top")
      const label = interpolate(text, [Math.round(x * 100), Math.round(y * 100)])
      cross.firstChild.textContent = label
      return label
    }
    const set = (x, y) => {
      const values = [x, y].map((value) => within(value).toFixed(2))
      inputs.forEach((input, i) => { input.value = values[i] })
      inputs[0].dispatchEvent(new Event("input", { bubbles: true }))
      desk.say(draw())
    }
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    focal.addEventListener("click", (event) => {
      if (event.target === cross || event.detail === 0) return
      const box = focal.getBoundingClientRect()
      set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
      cross.focus()
    })
    cross.addEventListener("keydown", (event) => {
      const step = steps[event.key]
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      const far = event.shiftKey ? 0.1 : 0.01
      set(within(inputs[0].value) + step[0] * far, within(inputs[1].value) + step[1] * far)
    })
    for (const input of inputs) input.addEventListener("input", draw)
    cross.hidden = false
    const help = document.querySelector("#focal-help")
    help.hidden = false
    cross.setAttribute("aria-describedby", help.id)
    draw()
  }

  const caption = document.querySelector("#id_caption")
  const printed = document.querySelector(".printed-caption")
  if (printed) caption?.addEventListener("input", () => { printed.textContent = caption.value })

  /* The field that an offer is for; of the credits, the first line that is still empty, or else the first; of the
     rights, an end that is still empty, or else the link that adds a line. */
  const target = (offer) => {
    if (offer.dataset.for === "rights-until") {
      const ends = document.querySelectorAll('.inline-related:not(.empty-form) [name^="rights-"][name$="-until"]')
      return [...ends].find((end) => !end.value) ?? document.querySelector("#rights-group .add-row a")
    }
    if (offer.dataset.for !== "credits") return document.querySelector(`#id_${offer.dataset.for}`)
    const lines = [...document.querySelectorAll('.inline-related:not(.empty-form) [name^="credits-"][name$="-line"]')]
    return lines.find((line) => !line.value) ?? lines[0]
  }
  const use = (offer) => {
    if (target(offer)?.matches("a")) target(offer).click()
    const field = target(offer)
    if (!field || field.matches("a")) return false
    field.value = offer.querySelector(".found-use").dataset.value
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.dispatchEvent(new Event("change", { bubbles: true }))
    field.closest("details")?.setAttribute("open", "")
    for (const other of document.querySelectorAll(`.found[data-for="${offer.dataset.for}"]`)) {
      other.classList.toggle("is-used", other === offer)
    }
    return field
  }
  const offers = [...document.querySelectorAll(".found")].filter((offer) => (
    offer.dataset.for === "rights-until" ? document.querySelector("#id_rights-TOTAL_FORMS") : target(offer)
  ))
  for (const offer of offers) {
    const button = offer.querySelector(".found-use")
    button.hidden = false
    button.addEventListener("click", () => {
      const field = use(offer)
      if (field) desk.say(gettext("Copied into the field. It is stored when you save."))
      field?.focus()
    })
  }
  const all = document.querySelector(".found-all")
  if (all && offers.length) {
    all.hidden = false
    all.addEventListener("click", () => {
      const first = new Map()
      // Not the end of a right: that is a decision, and no field of the record.
      for (const offer of offers) {
        if (offer.dataset.for !== "rights-until" && !first.has(offer.dataset.for)) first.set(offer.dataset.for, offer)
      }
      for (const offer of first.values()) use(offer)
      const text = ngettext("%s field filled from the file. It is stored when you save.",
        "%s fields filled from the file. They are stored when you save.", first.size)
      desk.say(interpolate(text, [first.size]))
    })
  }
  for (const link of document.querySelectorAll('.picture-status a[href^="#"]')) {
    link.addEventListener("click", () => {
      const there = document.querySelector(link.hash)
      const first = there?.matches("input, textarea, select") ? there : there?.querySelector("input:not([type=hidden]), textarea, .add-row a")
      setTimeout(() => first?.focus())
    })
  }
})
