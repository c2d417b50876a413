/* Rows of events: Enter moves to the next row, and known events that are similar are shown beside a row. */
"use strict"

{
  const page = document.querySelector(".desk-events")
  const list = page?.querySelector(".desk-event-list")
  const rows = () => [...list.querySelectorAll(".desk-event")]
  const total = page?.querySelector('[name$="-TOTAL_FORMS"]')
  const maximum = Number(page?.querySelector('[name$="-MAX_NUM_FORMS"]')?.value ?? 0)
  const template = page?.querySelector("template")
  const firstField = (row) => row.querySelector("input:not([type=hidden])")

  const addRow = () => {
    const number = Number(total.value)
    if (!template || number >= maximum) return null
    const holder = document.createElement("div")
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", number)
    const row = holder.firstElementChild
    row.setAttribute("aria-label", interpolate(gettext("Event %s"), [number + 1]))
    list.append(row)
    total.value = number + 1
    return row
  }

  const showSimilar = async (row) => {
    const fields = [...row.querySelectorAll("input, textarea, select")].filter((f) => f.type !== "radio" || f.checked)
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value]))
    query.set("prefix", row.dataset.prefix)
    const response = await fetch(`${page.dataset.similar}?${query}`, { credentials: "same-origin" }).catch(() => null)
    if (!response?.ok || response.redirected) return
    const html = (await response.text()).trim()
    const beside = row.querySelector(".desk-beside")
    if (beside.dataset.shown !== html && !beside.contains(document.activeElement)) beside.innerHTML = html
    beside.dataset.shown = html
  }

  if (list) {
    const button = page.querySelector(".desk-add")
    if (button) {
      button.hidden = false
      button.addEventListener("click", () => firstField(addRow() ?? rows().at(-1)).focus())
    }
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input:not([type=checkbox])")) return
      event.preventDefault()
      const order = rows()
      const next = order[order.indexOf(event.target.closest(".desk-event")) + 1] ?? addRow()
      if (next) firstField(next).focus()
    })
    list.addEventListener("change", (event) => {
      const row = event.target.closest(".desk-event") ?? event.target.closest(".desk-text-date").querySelector(".desk-event")
      if (!event.target.matches("[type=radio]") && row.querySelector('[name$="-title"]').value) showSimilar(row)
    })
    const start = page.querySelector("[aria-invalid=true]") ?? page.querySelector(".desk-text-date > input") ?? firstField(rows()[0])
    start?.focus({ preventScroll: start.matches(".desk-text-date > input") })
  }
}
