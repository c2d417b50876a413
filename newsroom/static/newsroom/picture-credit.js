/* Credit lines parsed while they are typed. Each part is offered, and confirming it writes it into its field; nothing
   else does. The printed line is updated at every key. */
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const credits = document.querySelector("[data-credit-url]")
  if (!credits) return
  const printed = document.querySelector(".printed")
  const rows = () => [...credits.querySelectorAll(".inline-related:not(.empty-form)")]
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`)
  const oneLine = (text) => text.trim().split(/\s+/).join(" ")

  const print = () => {
    const lines = rows()
      .filter((row) => !row.querySelector('[name$="-DELETE"]')?.checked)
      .map((row) => oneLine(field(row, "line")?.value ?? ""))
    if (printed && field(credits, "line")) printed.textContent = lines.filter(Boolean).join(credits.dataset.separator)
  }

  const button = (label, context, onClick) => {
    const element = document.createElement("button")
    element.type = "button"
    element.textContent = label
    const hidden = document.createElement("span")
    hidden.className = "visually-hidden"
    hidden.textContent = ` ${context}`
    element.append(hidden)
    element.addEventListener("click", onClick)
    return element
  }

  const item = (label, value, className) => {
    const element = document.createElement("li")
    const text = document.createElement("span")
    element.className = className
    text.append(Object.assign(document.createElement("span"), { className: "part-label", textContent: label }))
    text.append(` ${value}`)
    element.append(text)
    return element
  }

  const partsBox = (row) => {
    let box = row.querySelector(".parts")
    if (!box && field(row, "line")) {
      box = Object.assign(document.createElement("div"), { className: "parts" })
      box.append(Object.assign(document.createElement("p"), { className: "parts-status help" }))
      box.append(Object.assign(document.createElement("ul"), { className: "parts-list" }))
      box.firstChild.setAttribute("aria-live", "polite")
      field(row, "line").closest(".form-row").append(box)
    }
    return box
  }

  /* Set a part and show the list again, the focus on the same button. */
  const set = (row, parsed, column, value, message) => {
    field(row, column).value = value
    field(row, column).dispatchEvent(new Event("input", { bubbles: true }))
    show(row, parsed)
    desk.say(message)
    row.querySelector(`[data-part="${column}"] button`)?.focus()
  }

  const partItem = (row, parsed, { column, label, value }) => {
    const confirmed = field(row, column).value === value
    const element = item(label, value, confirmed ? "part is-confirmed" : "part")
    element.dataset.part = column
    const onClick = confirmed
      ? () => set(row, parsed, column, "", interpolate(gettext("%s: no longer confirmed."), [label]))
      : () => set(row, parsed, column, value, interpolate(gettext("%s confirmed: %s."), [label, value]))
    element.append(button(confirmed ? gettext("Confirmed ✓") : gettext("Confirm"), `${label}: ${value}`, onClick))
    element.lastChild.setAttribute("aria-pressed", String(confirmed))
    return element
  }

  const suggestedAgency = (row, parsed) => {
    const text = interpolate(gettext("%s has this collection; the line does not name it."), [parsed.offer])
    const message = interpolate(gettext("Agency: %s. The printed line is not changed."), [parsed.offer])
    const element = item(gettext("suggestion"), text, "part is-offer")
    element.append(button(gettext("Add as agency"), parsed.offer, () => set(row, parsed, "agency", parsed.offer, message)))
    return element
  }

  const show = (row, parsed) => {
    const box = partsBox(row)
    const list = box.querySelector(".parts-list")
    const columns = parsed.parts.map(({ column }) => column)
    list.replaceChildren(...parsed.parts.map((part) => partItem(row, parsed, part)))
    if (parsed.offer && !field(row, "agency").value) list.append(suggestedAgency(row, parsed))
    for (const input of row.querySelectorAll(".collapse input")) {
      const column = input.name.split("-").pop()
      if (!input.value || columns.includes(column)) continue
      const message = parsed.line.includes(input.value) ? gettext("%s (confirmed)") : gettext("%s (confirmed, but not in the line)")
      const text = interpolate(message, [input.value])
      const other = item(column.replace("_", " "), text, "part is-own")
      other.dataset.part = column
      other.append(button(gettext("Remove"), input.value, () => set(row, parsed, column, "", gettext("Removed."))))
      list.append(other)
    }
    const count = parsed.parts.length
    const open = parsed.parts.filter(({ column, value }) => field(row, column).value !== value).length
    const sentences = []
    if (parsed.line && !parsed.several) {
      sentences.push(interpolate(ngettext("%s part found, %s to confirm.", "%s parts found, %s to confirm.", count), [count, open]))
    }
    if (parsed.several) {
      sentences.push(gettext("The line has several credits. Give each one a line of its own."))
    } else if (parsed.unparsed.length) {
      sentences.push(interpolate(gettext("Not recognised: %s."), [parsed.unparsed.join(" · ")]))
    }
    const text = sentences.join(" ")
    if (box.firstChild.textContent !== text) box.firstChild.textContent = text
  }

  const timers = new WeakMap()
  const parse = (row, after = 300) => {
    clearTimeout(timers.get(row))
    timers.set(row, setTimeout(async () => {
      const line = oneLine(field(row, "line").value)
      const response = await fetch(`${credits.dataset.creditUrl}?${new URLSearchParams({ line })}`).catch(() => null)
      if (!response?.ok) return
      const parsed = await response.json()
      if (oneLine(field(row, "line").value) === line) show(row, parsed)
    }, after))
  }

  credits.addEventListener("input", (event) => {
    if (!event.target.name?.endsWith("-line")) return
    print()
    parse(event.target.closest(".inline-related"))
  })
  credits.addEventListener("change", print)
  credits.addEventListener("click", () => setTimeout(print))
  document.addEventListener("formset:added", () => setTimeout(print))
  document.addEventListener("formset:removed", print)
  for (const row of rows()) if (field(row, "line")?.value) parse(row, 0)
})
