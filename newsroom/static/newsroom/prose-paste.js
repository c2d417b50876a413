/* Pasting and dropping into a text: the server makes prose of the HTML (articles/text/reader.py), as it does when the
   text is saved, and says what it leaves out. The editor's own way would lose deletions and pictures without a word. */
import { Extension, Plugin } from "django-prose-editor/editor"

/* Show a note under the editor and read it out; it stays until it is closed or there is another. */
const show = (view, fill) => {
  const place = view.dom.closest(".prose-editor")
  if (place.nextElementSibling?.matches(".prose-note")) place.nextElementSibling.remove()
  const note = document.createElement("div")
  note.className = "prose-note"
  fill(note)
  if (!note.hasChildNodes()) return
  const close = document.createElement("button")
  close.type = "button"
  close.textContent = gettext("Close")
  close.addEventListener("click", () => { note.remove(); view.focus() })
  note.append(close)
  place.after(note)
  desk.say([...note.querySelectorAll("p")].map((line) => line.textContent.trim()).join(" "))
}

/* Pictures that are written out in the HTML would make it too long to be sent. */
const withoutData = (html) => html.replace(/(<img[^>]*?\ssrc=["'])data:[^"'>]*/gi, "$1")

/* Whether an editor of this desk has copied it: then there is nothing that it could not show. */
const isOurs = (html, tags) => {
  const root = new DOMParser().parseFromString(html, "text/html").body
  return root.querySelector("[data-pm-slice]") && !root.querySelector(`:not(${tags})`)
}

const prose = async (html, address) => {
  const body = new FormData()
  body.append("html", withoutData(html))
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
  const response = await fetch(address, { method: "POST", body })
  if (!response.ok || response.redirected) throw new Error(String(response.status))
  return response.json()
}

export const Paste = Extension.create({
  name: "paste-as-prose",
  addOptions: () => ({ address: "", failed: "", tags: "" }),
  addProseMirrorPlugins() {
    const { editor, options: { address, failed, tags } } = this
    const places = new Set() // bookmarks, which move with what is typed and pasted before them
    /* The page knows of a caret that was just moved before the editor does. */
    const catchUp = (view) => {
      const { anchorNode, anchorOffset, isCollapsed } = document.getSelection()
      if (!isCollapsed || !view.dom.contains(anchorNode)) return
      const place = view.posAtDOM(anchorNode, anchorOffset)
      const { from, to } = view.state.selection
      if (from !== place || to !== place) editor.commands.setTextSelection(place)
    }
    const marked = (view) => {
      const place = { bookmark: view.state.selection.getBookmark() }
      places.add(place)
      return place
    }
    const select = (view, place) => {
      const { tr, doc } = view.state
      view.dispatch(tr.setSelection(place.bookmark.resolve(doc)))
    }

    /* Put the prose of the HTML where the selection is now; who types before the answer is there goes on doing so. */
    const insert = async (view, html) => {
      const place = marked(view)
      let caret = null
      try {
        const answer = await prose(html, address)
        if (!view.state.selection.eq(place.bookmark.resolve(view.state.doc))) caret = marked(view)
        select(view, place)
        if (answer.html) view.pasteHTML(answer.html)
        if (caret) select(view, caret)
        show(view, (note) => { note.innerHTML = answer.note })
      } catch (error) {
        console.error(error)
        show(view, (note) => note.append(Object.assign(document.createElement("p"), { textContent: failed })))
      } finally {
        places.delete(place)
        places.delete(caret)
      }
    }
    const taken = (view, data) => {
      const html = data?.getData("text/html")
      const isPicture = !html && data?.files.length && !data.getData("text/plain")
      if (!isPicture && (!html?.trim() || isOurs(html, tags))) return false
      insert(view, isPicture ? "<img>" : html)
      return true
    }
    return [new Plugin({
      state: {
        init: () => null,
        apply: (tr) => {
          const { mapping } = tr
          const before = { map: (at) => mapping.map(at, -1), mapResult: (at) => mapping.mapResult(at, -1) }
          for (const place of places) place.bookmark = place.bookmark.map(before)
          return null
        },
      },
      props: {
        handlePaste: (view, event) => {
          catchUp(view)
          return taken(view, event.clipboardData)
        },
        handleDrop: (view, event, slice, moved) => {
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          if (moved || !at) return false
          const { tr, doc, selection } = view.state
          view.dispatch(tr.setSelection(selection.constructor.near(doc.resolve(at.pos))))
          return taken(view, event.dataTransfer)
        },
      },
    })]
  },
})
