/* The editor's dialog for links: it completes what is typed, as the server does (articles/web_addresses.py), and refuses
   in words what no page may link to. The library's own takes anything, and what is no address is lost when saved. */
import { Link as BaseLink, updateAttrsDialog } from "django-prose-editor/editor"

/* Return what was typed as an address that a page may link to, or "" where it cannot be one. */
const completed = (typed, forms) => {
  const is = (form, text) => new RegExp(form, "iu").test(text)
  const address = typed.replace(/[\p{Cc}\u00ad\u200b\u2060\ufeff]/gu, "").trim().replace(/\s/g, "%20")
  if (is(forms.link, address)) return address
  if (is(forms.mail, address)) return `mailto:${address}`
  return is(forms.bare, address) ? `https://${address}` : ""
}

/* Let a field of the open dialog say under itself what is wrong with it. */
const refuse = (input, wrong) => {
  const said = document.createElement("p")
  said.className = "prose-refusal"
  said.setAttribute("role", "alert")
  said.id = `${input.id}-refused`
  said.hidden = true
  input.after(said)
  input.setAttribute("aria-describedby", said.id)
  const judge = () => input.setCustomValidity(wrong(input.value))
  input.addEventListener("input", () => {
    judge()
    said.hidden ||= input.checkValidity()
  })
  input.addEventListener("invalid", (event) => {
    event.preventDefault()
    said.textContent = input.validationMessage
    said.hidden = false
    input.setAttribute("aria-invalid", "true")
    input.focus()
  })
  judge()
}

const ask = async (editor, { href = "" }, { forms, words }) => {
  const dialog = updateAttrsDialog(
    { href: { type: "string", title: words.address } },
    { title: words.title, submitText: words.submit },
  )
  const answer = dialog(editor, { href })
  const input = editor.view.dom.parentElement.querySelector("dialog[open] [name=href]")
  const as = (typed) => (typed && typed === href ? href : completed(typed, forms))
  refuse(input, (typed) => (as(typed) ? "" : words.refusal.replace("%(address)s", typed.trim())))
  const typed = await answer
  return typed && as(typed.href)
}

export const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        const linked = editor.isActive(this.name)
        if (editor.state.selection.empty && !linked) return
        ask(editor, editor.getAttributes(this.name), this.options).then((href) => {
          if (!href) return
          const chain = editor.chain().focus()
          if (linked) chain.extendMarkRange(this.name).updateAttributes(this.name, { href }).run()
          else chain.setMark(this.name, { href }).run()
        })
      },
    }
  },
})
