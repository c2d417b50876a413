/* Many events at once: Enter goes to the next row, and what may be there already is shown beside the row. */
"use strict"

{
  const page = document.querySelector(".desk-events")
  const all = page?.querySelector(".desk-all")
  const rows = () => [...all.querySelectorAll(".desk-event")]
  const total = page?.querySelector('[name$="-TOTAL_FORMS"]')
  const most = Number(page?.querySelector('[name$="-MAX_NUM_FORMS"]')?.value ?? 0)
  const blank = page?.querySelector("template")
  const firstOf = (row) => row.querySelector("input:not([type=hidden])")

  const add = () => {
    const number = Number(total.value)
    if (!blank || number >= most) return null
    const holder = document.createElement("div")
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", number)
    const row = holder.firstElementChild
    row.setAttribute("aria-label", interpolate(gettext("Event %s"), [number + 1]))
    all.append(row)
    total.value = number + 1
    return row
  }

  const near = async (row) => {
    const fields = [...row.querySelectorAll("input, textarea, select")].filter((f) => f.type !== "radio" || f.checked)
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value]))
    query.set("prefix", row.dataset.prefix)
    const response = await fetch(`${page.dataset.near}?${query}`, { credentials: "same-origin" }).catch(() => null)
    if (!response?.ok || response.redirected) return
    const html = (await response.text()).trim()
    const beside = row.querySelector(".desk-beside")
    if (beside.dataset.shown !== html && !beside.contains(document.activeElement)) beside.innerHTML = html
    beside.dataset.shown = html
  }

  if (all) {
    const button = page.querySelector(".desk-add")
    if (button) {
      button.hidden = false
      button.addEventListener("click", () => firstOf(add() ?? rows().at(-1)).focus())
    }
    all.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input:not([type=checkbox])")) return
      event.preventDefault()
      const order = rows()
      const next = order[order.indexOf(event.target.closest(".desk-event")) + 1] ?? add()
      if (next) firstOf(next).focus()
    })
    all.addEventListener("change", (event) => {
      const row = event.target.closest(".desk-event") ?? event.target.closest(".desk-found").querySelector(".desk-event")
      if (!event.target.matches("[type=radio]") && row.querySelector('[name$="-title"]').value) near(row)
    })
    const start = page.querySelector("[aria-invalid=true]") ?? page.querySelector(".desk-found > input") ?? firstOf(rows()[0])
    start?.focus({ preventScroll: start.matches(".desk-found > input") })
  }
}
