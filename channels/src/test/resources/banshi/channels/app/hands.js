// What a person finds on the page: by the words that they see, or that are read to them.
{
  const CONTROLS = 'a, button, summary, label, input, textarea, select, [role=textbox], [role=option], .el-select__wrapper'
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').replace(/\*$/, '').trim()
  const names = (element) => [element.getAttribute('aria-label'), element.textContent, ...[...(element.labels ?? [])].map(({ textContent }) => textContent)].map(tidy)
  // while a dialog is open nothing behind it is in reach
  const front = () => [...document.querySelectorAll('.el-overlay')].filter(shown).at(-1) ?? document

  window.control = (words) => [...front().querySelectorAll(CONTROLS), ...document.querySelectorAll('.el-popper [role=option]')].find((element) => names(element).includes(words) && shown(element))
  window.place = (selector) => [...document.querySelectorAll(selector)].find(shown)
  // layout is asked for only where the words are there at all
  window.reads = (words) => document.body.textContent.includes(words) && tidy(document.body.innerText).includes(words)
}
