/* For every page of the desk: announces changes to screen readers, saves on Ctrl or Cmd+S, shows selected pictures. */
"use strict"

window.desk = (() => {
  const live = document.createElement("div")
  live.className = "visually-hidden"
  live.setAttribute("role", "status")
  document.body.append(live)

  /* Put sibling rows into this order without moving `still` in the document, which would take its focus. */
  const arrange = (rows, still) => {
    const at = Math.max(rows.indexOf(still), 0)
    rows.slice(at + 1).reduce((last, row) => {
      if (last.nextElementSibling !== row) last.after(row)
      return row
    }, rows[at])
    rows.slice(0, at).reduceRight((first, row) => {
      if (first.previousElementSibling !== row) first.before(row)
      return row
    }, rows[at])
  }

  /* The number of a row in its formset: `articles_text_set-3` is 3. */
  const number = (row) => Number(row.id.match(/-(\d+)$/)?.[1] ?? Infinity)
  const prefix = (row) => row.id.replace(/-(\d+|empty)$/, "")

  /* Django renumbers rows by their place on the page when an unsaved one is removed, and expects the saved ones first.
     Before that, the rows must be in the order of their numbers. */
  const byNumber = (rows) =>
    [...rows].sort((a, b) => prefix(a).localeCompare(prefix(b)) || number(a) - number(b))

  /* The two buttons that move a row, by mouse and by keyboard; `labels` are theirs, `up` and `down`. */
  const mover = (labels) => {
    const bar = document.createElement("span")
    bar.className = "desk-move"
    for (const [way, sign] of [["up", "↑"], ["down", "↓"]]) {
      const button = document.createElement("button")
      button.type = "button"
      button.dataset.move = way
      button.title = labels[way]
      button.setAttribute("aria-label", button.title)
      button.textContent = sign
      bar.append(button)
    }
    return bar
  }

  /* Return the rows in their order after a move, or null where the row cannot move further. */
  const moved = (rows, row, way) => {
    const from = rows.indexOf(row)
    const to = way === "up" ? from - 1 : from + 1
    if (to < 0 || to >= rows.length) return null
    const order = [...rows]
    order.splice(to, 0, ...order.splice(from, 1))
    return order
  }

  return { arrange, byNumber, live, moved, mover, say: (text) => { live.textContent = text } }
})()

/* Accessible names that the widgets leave out: prose editors and autocompletes are named by their labels. */
document.addEventListener("prose-editor:ready", (event) => {
  const label = event.target.labels?.[0] ?? event.target.closest(".form-row")?.querySelector("label")
  event.detail.editor.view.dom.setAttribute("aria-label", label?.textContent.trim() || gettext("Text"))
})

const nameChoosers = (within) => {
  for (const chooser of within.querySelectorAll(".select2-selection")) {
    const select = chooser.closest(".select2").previousElementSibling
    const label = select?.labels?.[0]
    const shown = chooser.querySelector(".select2-selection__rendered")
    if (!label || !shown) continue
    label.id ||= `${select.id}_label`
    if (select.multiple) {
      chooser.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id)
      shown.setAttribute("role", "presentation")
      continue
    }
    chooser.setAttribute("aria-labelledby", `${label.id} ${shown.id}`)
    shown.setAttribute("aria-labelledby", label.id)
  }
}
window.django?.jQuery?.(() => setTimeout(() => nameChoosers(document)))
document.addEventListener("formset:added", (event) => setTimeout(() => nameChoosers(event.target)))

const form = document.querySelector("#content-main form[method=post]")

/* The block editor has a shortcut of its own, and an autocomplete stops key events: in the capture phase, before both,
   one press saves once. */
document.addEventListener("keydown", (event) => {
  const save = form?.querySelector("[name=_continue]") ?? form?.querySelector("[name=_save]")
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s" && save) {
    event.preventDefault()
    event.stopPropagation()
    save.click()
  }
  const button = event.target.closest?.("a[role=button]")
  if (event.key === " " && button) {
    event.preventDefault()
    button.click()
  }
}, true)

if (form) {
  // A form that came back was not saved: what was typed stands only here.
  let changed = form.querySelector(".errornote, .errorlist, .desk-saved") !== null
  let sent = false
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault()
    sent = true
    setTimeout(() => { sent = false }, 5000)
  })
  window.addEventListener("pageshow", () => { sent = false })
  window.addEventListener("beforeunload", (event) => {
    if (changed && !sent && !form.closest(".popup, .delete-confirmation")) event.preventDefault()
  })
}

window.django?.jQuery?.(document).on("change", ".desk-picture select", (event) => {
  const chooser = event.target.closest(".desk-picture")
  const picture = chooser.querySelector("img")
  picture.hidden = !event.target.value
  chooser.querySelector(".picture-barred")?.remove() // it was about another picture
  if (event.target.value) {
    picture.src = chooser.dataset.thumbnail.replace("00000000-0000-0000-0000-000000000000", event.target.value)
  }
})
