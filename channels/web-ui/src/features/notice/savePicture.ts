import type { Notice } from './notice'

/**
 * Hands the notice over as a picture: to the phone's own share sheet where files can be shared (a page inside WeChat cannot
 * download), else as a download. What draws it is loaded only now.
 */
export async function savePicture(notice: Notice, { browser = window.navigator, download = downloadFile } = {}): Promise<void> {
  const { pictureOf } = await import('./picture')
  const file = new File([await pictureOf(notice)], `一次性告知-${notice.date}.png`, { type: 'image/png' })
  if (window.matchMedia('(pointer: coarse)').matches && canShare(browser, file)) {
    await browser.share({ files: [file] }).catch(() => undefined) // shared, or thought better of
    return
  }
  download(file)
}

function canShare(browser: Partial<Pick<Navigator, 'canShare'>>, file: File): boolean {
  return browser.canShare?.({ files: [file] }) ?? false
}

function downloadFile(file: File) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
}
