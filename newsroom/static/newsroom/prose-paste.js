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
const withoutData = (html) => html.replace(/(["'])data:[^"']*\1/g, "$1$1")

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
  if (!response.ok || response.redirected) throw new Error(`The answer is ${response.status}`)
  return response.json()
}

export const Paste = Extension.create({
  name: "paste-as-prose",
  addOptions: () => ({ address: "", failed: "", tags: "" }),
  addProseMirrorPlugins() {
    const { address, failed, tags } = this.options
    const places = new Set() // where answers will be put in; what is typed meanwhile moves them

    /* Put the prose of the HTML where the selection is now, whatever is typed before the answer is there. */
    const insert = async (view, html) => {
      const place = { bookmark: view.state.selection.getBookmark() }
      places.add(place)
      try {
        const answer = await prose(html, address)
        const { tr, doc } = view.state
        view.dispatch(tr.setSelection(place.bookmark.resolve(doc)))
        if (answer.html) view.pasteHTML(answer.html)
        show(view, (note) => { note.innerHTML = answer.note })
      } catch (error) {
        console.error(error)
        show(view, (note) => note.append(Object.assign(document.createElement("p"), { textContent: failed })))
      } finally {
        places.delete(place)
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
          for (const place of places) place.bookmark = place.bookmark.map(tr.mapping)
          return null
        },
      },
      props: {
        handlePaste: (view, event) => taken(view, event.clipboardData),
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
