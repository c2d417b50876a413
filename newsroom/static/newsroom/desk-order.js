/* Rows with a position (bylines, credits, citations, entries) are moved by buttons instead of by numbers. */
"use strict"

{
  const live = (group) => [...group.querySelectorAll(".inline-related:not(.empty-form)")]
  const position = (row) => row.querySelector('[name$="-position"]')

  /* Whether anything was entered in a row. An empty new row must stay unchanged, or Django validates it. */
  const filled = (row) =>
    row.classList.contains("has_original") ||
    [...row.querySelectorAll("input:not([type=hidden], [type=checkbox]), select, textarea")].some(
      (field) => field !== position(row) && field.value,
    )

  /* The entries of a timeline are in the order of their dates; positions decide among equal dates only. Unless a row
     was moved they stay as they are, and new rows come last. */
  const renumberEntries = (rows, before) => {
    const numbers = rows.map((row) => Number(position(row).value))
    const known = rows.filter((row) => before.includes(row))
    if (before.filter((row) => known.includes(row)).some((row, i) => row !== known[i])) {
      rows.forEach((row, i) => { position(row).value = Math.min(...numbers) + i })
    } else {
      rows.filter((row) => !before.includes(row)).forEach((row, i) => { position(row).value = Math.max(...numbers) + i + 1 })
    }
  }

  const renumber = (group, before) => {
    const rows = live(group).filter(filled)
    if (group.querySelector(".desk-entries")) return renumberEntries(rows, before)
    const inOrder = rows.every((row, i) => !i || Number(position(row).value) > Number(position(rows[i - 1]).value))
    if (!inOrder) rows.forEach((row, i) => { position(row).value = i })
  }

  const prepare = (group) => {
    const labels = { up: gettext("Move this row up"), down: gettext("Move this row down") }
    const before = live(group)
    group.classList.add("desk-ordered")
    for (const row of group.querySelectorAll(".inline-related")) row.querySelector("h3").append(desk.mover(labels))
    group.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]")
      const row = button?.closest(".inline-related")
      const order = row && desk.moved(live(group), row, button.dataset.move)
      if (!order) return button && desk.say(gettext("It cannot go further."))
      desk.arrange(order, row)
      const message = button.dataset.move === "up"
        ? gettext("Moved up: %(number)s of %(count)s.")
        : gettext("Moved down: %(number)s of %(count)s.")
      desk.say(interpolate(message, { number: order.indexOf(row) + 1, count: order.length }, true))
    })
    group.addEventListener("click", (event) => {
      if (!event.target.closest(".inline-deletelink")) return
      const order = live(group)
      desk.arrange(desk.byNumber(order))
      setTimeout(() => desk.arrange(order.filter((row) => row.isConnected)))
    }, true)
    group.closest("form").addEventListener("submit", () => renumber(group, before))
  }

  for (const group of document.querySelectorAll(".inline-group")) {
    if (group.querySelector('.inline-related input[name$="-position"]')) prepare(group)
  }
  /* The date is that of the event which was saved: beside another one it would be wrong. */
  const chosen = (select) => [select, select.value]
  const saved = new Map([...document.querySelectorAll(".desk-entries .field-event select")].map(chosen))
  window.django?.jQuery?.(document).on("change", ".desk-entries .field-event select", ({ target }) => {
    const date = target.closest(".inline-related").querySelector(".field-date .readonly")
    date.hidden = saved.get(target) !== target.value
  })
}
