/* The editor's dialog for links: it completes what is typed, as the server does (articles/text/web_addresses.py), and
   refuses in words what no page may link to. The library's own takes anything, and what is no address is lost when
   saved. An article of this site is found by its headline, and named by its key (articles/text/inner_links.py). */
import { Link as BaseLink, updateAttrsDialog } from "django-prose-editor/editor"

/* Return what was typed as an address that a page may link to, or "" where it cannot be one. */
const completed = (typed, forms) => {
  const is = (form, text) => new RegExp(form, "iu").test(text)
  const address = typed.replace(/[\p{Cc}\u00ad\u200b\u2060\ufeff]/gu, "").trim().replace(/\s/g, "%20")
  if (is(forms.link, address) || is(forms.inner, address)) return address
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

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

/* Return the articles that the server finds, or null where it does not answer as expected. */
const fetchArticles = async (address, parameters) => {
  try {
    const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } })
    return answer.ok ? (await answer.json()).articles : null
  } catch {
    return null
  }
}

/* Say under the address which article it names, if it names one. */
const nameArticle = async (input, { articles, forms, words }) => {
  const key = new RegExp(forms.inner, "u").exec(input.value)?.[1]
  if (!key) return
  const note = make("p", { className: "prose-chosen", id: `${input.id}-article` })
  input.after(note)
  input.addEventListener("input", () => note.remove(), { once: true })
  const found = await fetchArticles(articles, { key })
  if (found === null) return note.remove()
  note.textContent = found.length ? words.chosen.replace("%(headline)s", found[0].headline) : words.unknown
}

/* Add a search for articles under the address: Enter or the down arrow leads into what was found, Enter chooses. */
const addSearch = (input, { articles, words }) => {
  const search = make("input", { type: "search", id: `${input.id}-search`, autocomplete: "off" })
  const list = make("ul", { className: "prose-articles" })
  const status = make("p", { className: "prose-found", role: "status" })
  list.setAttribute("aria-label", words.found)
  input.parentElement.after(
    make("p", { className: "prose-search" }, make("label", { htmlFor: search.id, textContent: words.search }), search),
    status, list,
  )
  const buttons = () => [...list.querySelectorAll("button")]
  const choose = (href) => {
    input.value = href
    input.dispatchEvent(new Event("input", { bubbles: true }))
    input.form.querySelector("[type=submit]").click()
  }
  const choice = ({ href, headline, state }) => {
    const button = make("button", { type: "button" }, headline, " ", make("small", { textContent: state }))
    button.addEventListener("click", () => choose(href))
    return make("li", {}, button)
  }
  let asked = 0
  let timer
  const find = async () => {
    const turn = ++asked
    const found = search.value.trim() ? await fetchArticles(articles, { q: search.value }) : []
    if (turn !== asked) return
    list.replaceChildren(...(found ?? []).map(choice))
    const isNone = found?.length === 0 && search.value.trim()
    status.textContent = found === null ? words.failed : isNone ? words.none : ""
  }
  search.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(find, 150)
  })
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return
    event.preventDefault()
    buttons()[0]?.focus()
  })
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const place = buttons().indexOf(document.activeElement) + step
    ;(place < 0 ? search : buttons()[place])?.focus()
  })
}

const ask = async (editor, { href = "" }, { articles, forms, words }) => {
  const dialog = updateAttrsDialog(
    { href: { type: "string", title: words.address } },
    { title: words.title, submitText: words.submit },
  )
  const answer = dialog(editor, { href })
  const input = editor.view.dom.parentElement.querySelector("dialog[open] [name=href]")
  const as = (typed) => (typed && typed === href ? href : completed(typed, forms))
  addSearch(input, { articles, words })
  nameArticle(input, { articles, forms, words })
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
