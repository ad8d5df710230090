import { install } from './widget'

const { currentScript } = document
if (currentScript instanceof HTMLScriptElement && !window.$govChat) {
  const { src } = currentScript
  if (document.readyState !== 'loading') install(src)
  else
    document.addEventListener('DOMContentLoaded', () => {
      install(src)
    })
}
