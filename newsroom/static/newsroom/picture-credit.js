/* Credit lines read while they are typed. What was read is offered part by part; a part is stored once it is confirmed,
   which writes it into its field, and only then. The printed line follows every key. */
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const home = document.querySelector("[data-credit-url]")
  if (!home) return
  const printed = document.querySelector(".printed")
  const rows = () => [...home.querySelectorAll(".inline-related:not(.empty-form)")]
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`)
  const oneLine = (text) => text.trim().split(/\s+/).join(" ")

  const print = () => {
    const lines = rows()
      .filter((row) => !row.querySelector('[name$="-DELETE"]')?.checked)
      .map((row) => oneLine(field(row, "line")?.value ?? ""))
    if (printed && field(home, "line")) printed.textContent = lines.filter(Boolean).join(home.dataset.joint)
  }

  const button = (words, more, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = words
    const hidden = document.createElement("span")
    hidden.className = "visually-hidden"
    hidden.textContent = ` ${more}`
    made.append(hidden)
    made.addEventListener("click", act)
    return made
  }

  const item = (label, value, className) => {
    const made = document.createElement("li")
    const words = document.createElement("span")
    made.className = className
    words.append(Object.assign(document.createElement("span"), { className: "part-label", textContent: label }))
    words.append(` ${value}`)
    made.append(words)
    return made
  }

  const place = (row) => {
    let box = row.querySelector(".parts")
    if (!box && field(row, "line")) {
      box = Object.assign(document.createElement("div"), { className: "parts" })
      box.append(Object.assign(document.createElement("p"), { className: "parts-said help" }))
      box.append(Object.assign(document.createElement("ul"), { className: "parts-list" }))
      box.firstChild.setAttribute("aria-live", "polite")
      field(row, "line").closest(".form-row").append(box)
    }
    return box
  }

  /* Set a part and show the list again, the focus on the same button. */
  const set = (row, read, column, value, words) => {
    field(row, column).value = value
    field(row, column).dispatchEvent(new Event("input", { bubbles: true }))
    show(row, read)
    desk.say(words)
    row.querySelector(`[data-part="${column}"] button`)?.focus()
  }

  const part = (row, read, { column, label, value }) => {
    const confirmed = field(row, column).value === value
    const made = item(label, value, confirmed ? "part is-confirmed" : "part")
    made.dataset.part = column
    const act = confirmed
      ? () => set(row, read, column, "", `${label}: taken back.`)
      : () => set(row, read, column, value, `${label} confirmed: ${value}.`)
    made.append(button(confirmed ? "Confirmed ✓" : "Confirm", `${label}: ${value}`, act))
    made.lastChild.setAttribute("aria-pressed", String(confirmed))
    return made
  }

  const show = (row, read) => {
    const box = place(row)
    const list = box.querySelector(".parts-list")
    const said = read.parts.map(({ column }) => column)
    list.replaceChildren(...read.parts.map((each) => part(row, read, each)))
    if (read.offer && !field(row, "agency").value) {
      const offer = item("offer", `${read.offer} has this collection; the line does not name it.`, "part is-offer")
      offer.append(button("Add as agency", read.offer,
        () => set(row, read, "agency", read.offer, `Agency: ${read.offer}. The printed line stays as it is.`)))
      list.append(offer)
    }
    for (const input of row.querySelectorAll(".collapse input")) {
      const column = input.name.split("-").pop()
      if (!input.value || said.includes(column)) continue
      const other = item(column.replace("_", " "), `${input.value} (confirmed, and not read from the line)`, "part is-own")
      other.dataset.part = column
      other.append(button("Remove", input.value, () => set(row, read, column, "", "Removed.")))
      list.append(other)
    }
    const open = read.parts.filter(({ column, value }) => field(row, column).value !== value).length
    const words = read.line ? [`${read.parts.length} parts read, ${open} to confirm.`] : []
    if (read.unparsed.length) words.push(`Not understood: ${read.unparsed.join(" · ")}.`)
    const text = words.join(" ")
    if (box.firstChild.textContent !== text) box.firstChild.textContent = text
  }

  const waiting = new WeakMap()
  const ask = (row, after = 300) => {
    clearTimeout(waiting.get(row))
    waiting.set(row, setTimeout(async () => {
      const line = oneLine(field(row, "line").value)
      const answer = await fetch(`${home.dataset.creditUrl}?${new URLSearchParams({ line })}`).catch(() => null)
      if (!answer?.ok) return
      const read = await answer.json()
      if (oneLine(field(row, "line").value) === line) show(row, read)
    }, after))
  }

  home.addEventListener("input", (event) => {
    if (!event.target.name?.endsWith("-line")) return
    print()
    ask(event.target.closest(".inline-related"))
  })
  home.addEventListener("change", print)
  home.addEventListener("click", () => setTimeout(print))
  document.addEventListener("formset:added", () => setTimeout(print))
  document.addEventListener("formset:removed", print)
  for (const row of rows()) if (field(row, "line")?.value) ask(row, 0)
})
