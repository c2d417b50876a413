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
      ? () => set(row, read, column, "", interpolate(gettext("%s is no longer confirmed."), [label]))
      : () => set(row, read, column, value, interpolate(gettext("%(label)s confirmed: %(value)s."), { label, value }, true))
    made.append(button(confirmed ? gettext("Confirmed ✓") : gettext("Confirm"), `${label}: ${value}`, act))
    made.lastChild.setAttribute("aria-pressed", String(confirmed))
    return made
  }

  const show = (row, read) => {
    const box = place(row)
    const list = box.querySelector(".parts-list")
    const said = read.parts.map(({ column }) => column)
    list.replaceChildren(...read.parts.map((each) => part(row, read, each)))
    if (read.offer && !field(row, "agency").value) {
      const offer = item(
        gettext("suggestion"),
        interpolate(gettext("%s has this collection; the line does not name it."), [read.offer]),
        "part is-offer",
      )
      offer.append(button(gettext("Add as agency"), read.offer, () => {
        const message = gettext("Agency: %s. The printed line does not change.")
        set(row, read, "agency", read.offer, interpolate(message, [read.offer]))
      }))
      list.append(offer)
    }
    for (const input of row.querySelectorAll(".collapse input")) {
      const column = input.name.split("-").pop()
      if (!input.value || said.includes(column)) continue
      const other = item(
        input.labels?.[0]?.textContent.trim().replace(/:$/, "").toLowerCase() || column,
        interpolate(gettext("%s (confirmed, but not in the line)"), [input.value]),
        "part is-own",
      )
      other.dataset.part = column
      other.append(button(gettext("Remove"), input.value, () => set(row, read, column, "", gettext("Removed."))))
      list.append(other)
    }
    const open = read.parts.filter(({ column, value }) => field(row, column).value !== value).length
    const words = read.line ? [interpolate(gettext("%(count)s parts read, %(open)s to confirm."), {
      count: read.parts.length, open,
    }, true)] : []
    if (read.unparsed.length) words.push(interpolate(gettext("Not understood: %s."), [read.unparsed.join(" · ")]))
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
