/* The keys of the desk: a palette that finds and opens things (Ctrl or Cmd+K), a list of the keys (?), and the others.
   Keys of one letter can be switched off, since speech input may press them by mistake (WCAG 2.1.4). */
"use strict"

{
  const SWITCH = "desk-single-keys"
  const finder = document.querySelector("[data-palette]")
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const isTyping = (element) =>
    element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName) && element.type !== "checkbox"
  const singleKeys = {
    get on() { return localStorage.getItem(SWITCH) !== "off" },
    set on(value) { localStorage.setItem(SWITCH, value ? "on" : "off") },
  }
  /* In a text with words selected, or inside a link, Ctrl+K is the editor's key for a link. */
  const wantsLink = (element) => {
    const selection = getSelection()
    return element.isContentEditable && (!selection.isCollapsed || selection.anchorNode?.parentElement?.closest("a"))
  }
  const follow = (selector) => {
    const link = document.querySelector(selector)
    link?.click()
    return Boolean(link)
  }

  /* --- the palette: a combobox whose list has a group for each kind */
  const input = make("input", { type: "search", id: "palette-input", autocomplete: "off", spellcheck: false })
  const list = make("div", { id: "palette-list" })
  const empty = make("p", { className: "palette-empty", hidden: true })
  const palette = make("dialog", { className: "palette" },
    make("label", { htmlFor: "palette-input", textContent: gettext("Find or do") }), input, list, empty)
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-controls", list.id)
  input.setAttribute("aria-expanded", "true")
  input.setAttribute("aria-autocomplete", "list")
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", gettext("Found"))
  empty.setAttribute("role", "status")

  const options = () => [...list.querySelectorAll("[role=option]")]
  const choose = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option))
    input.setAttribute("aria-activedescendant", option?.id ?? "")
    option?.scrollIntoView({ block: "nearest" })
  }
  const chosen = () => list.querySelector("[aria-selected=true]")

  const show = ({ groups }) => {
    let number = 0
    list.replaceChildren(...groups.map(({ name, items }, place) => {
      const title = make("p", { id: `palette-group-${place}`, textContent: name })
      const rows = items.map(({ label, url }) => {
        const row = make("a", { href: url, id: `palette-${number++}`, textContent: label, tabIndex: -1 })
        row.setAttribute("role", "option")
        return row
      })
      const group = make("div", {}, title, ...rows)
      group.setAttribute("role", "group")
      group.setAttribute("aria-labelledby", title.id)
      return group
    }))
    empty.hidden = Boolean(number)
    empty.textContent = number ? "" : gettext("Nothing was found.")
    choose(options()[0])
  }

  let asked = 0
  let timer
  const ask = async () => {
    const turn = ++asked
    const address = `${finder.dataset.palette}?${new URLSearchParams({ q: input.value })}`
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } })
      const found = answer.ok ? await answer.json() : { groups: [] }
      if (turn === asked) show(found)
    } catch {
      if (turn === asked) show({ groups: [] })
    }
  }
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120) })
  input.addEventListener("keydown", (event) => {
    const rows = options()
    const at = rows.indexOf(chosen())
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to !== undefined && rows.length) {
      event.preventDefault()
      choose(rows[(to + rows.length) % rows.length])
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault()
      chosen().click()
    }
  })
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close() })

  const openPalette = () => {
    if (!palette.isConnected) document.body.append(palette)
    if (palette.open) return
    input.value = ""
    palette.showModal()
    ask()
  }

  /* --- the list of keys */
  const CTRL = gettext("Ctrl")
  const KEYS = [
    [[CTRL, "K"], gettext("Find an article, a person, a picture or an event, or do something")],
    [[CTRL, "S"], gettext("Save")],
    [[CTRL, "P"], gettext("Preview")],
    [[CTRL, gettext("Enter")], gettext("Publish…")],
    [["/"], gettext("Go to the search")],
    [["?"], gettext("Show these keys")],
    [[gettext("Esc")], gettext("Close")],
  ]
  let keys
  const openKeys = () => {
    if (!keys) {
      const onOff = make("input", { type: "checkbox", checked: singleKeys.on })
      onOff.addEventListener("change", () => { singleKeys.on = onOff.checked })
      const close = make("button", { type: "button", className: "button", textContent: gettext("Close") })
      close.addEventListener("click", () => keys.close())
      keys = make("dialog", { className: "palette desk-keys" },
        make("h2", { id: "desk-keys", textContent: gettext("Keys") }),
        make("dl", {}, ...KEYS.map(([key, text]) =>
          make("div", {}, make("dt", {}, ...key.map((part) => make("kbd", { textContent: part }))),
            make("dd", { textContent: text })))),
        make("p", { textContent: gettext("On a Mac, Cmd in place of Ctrl.") }),
        make("label", {}, onOff, gettext("Use the keys / and ?")), close)
      keys.setAttribute("aria-labelledby", "desk-keys")
      document.body.append(keys)
    }
    if (!keys.open) keys.showModal()
  }

  const search = () => {
    const field = document.querySelector("#searchbar")
    field ? field.focus() : openPalette()
    return true
  }

  if (finder) {
    finder.hidden = false
    finder.addEventListener("click", openPalette)
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return
      const modified = event.ctrlKey || event.metaKey
      let done = false
      if (modified && event.key.toLowerCase() === "k") {
        if (wantsLink(event.target)) return
        openPalette()
        done = true
      } else if (modified && event.key.toLowerCase() === "p") {
        done = follow(".status-links a[href$='/preview/']")
      } else if (modified && event.key === "Enter") {
        done = follow(".status-links a[href$='/publish/']")
      } else if (!modified && singleKeys.on && !isTyping(event.target)) {
        if (event.key === "?") {
          openKeys()
          done = true
        } else if (event.key === "/") done = search()
      }
      if (done) {
        event.preventDefault()
        event.stopPropagation()
      }
    }, true)
  }
}
