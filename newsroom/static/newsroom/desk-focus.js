/* A link to a field of the article's form, such as one of the publish page's checks, leads to the field itself:
   `#id_section`, or `#block-` with the key of a block and the name of its column, if there is one. */
"use strict"

{
  const BLOCK = /^#block-([0-9a-f-]{36})(?:-(\w+))?$/

  /* The element of a field that takes the focus: what a script has put in its place, or the field itself. */
  const focusable = (field) => {
    const line = field?.closest(".form-row") ?? field?.parentElement
    return line?.querySelector(".ProseMirror, .select2-selection") ?? field
  }

  const fieldOf = (hash) => {
    const [, key, column] = hash.match(BLOCK) ?? []
    if (!key) return hash.startsWith("#id_") ? document.getElementById(hash.slice(1)) : null
    const row = document.querySelector(`input[name$="-id"][value="${key}"]`)?.closest(".inline-related")
    return row?.querySelector(column ? `[name$="-${column}"]` : "textarea, select, input:not([type=hidden])")
  }

  const follow = () => {
    const field = focusable(fieldOf(location.hash))
    if (!field) return
    field.closest("details")?.setAttribute("open", "")
    field.scrollIntoView({ block: "center" })
    field.focus({ preventScroll: true })
  }

  // After the block editor has arranged its rows, and the prose editors stand.
  window.addEventListener("load", () => setTimeout(follow, 150))
  window.addEventListener("hashchange", follow)
}
