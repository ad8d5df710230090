import { mount } from '@vue/test-utils'
import jsQR from 'jsqr'
import { expect, it, vi } from 'vitest'
import QrCode from './QrCode.vue'

it('is read by a camera as the address', async () => {
  const address = 'https://banshi.example.gov.cn/guide/eyJtIjoiaHVqaS1odWtvdWJ1LXJlaXNzdWUifQ-_abc123'
  const code = mount(QrCode, { props: { address, label: '二维码' } })
  await vi.waitFor(() => {
    expect(code.find('path').exists()).toBe(true)
  })
  expect(code.attributes()).toMatchObject({ role: 'img', 'aria-label': '二维码' })
  expect(read(Number(code.element.getAttribute('viewBox')?.split(' ')[2]), code.get('path').attributes('d') ?? '')).toBe(address)
})

/** Paints the path, four pixels a module, and reads it. */
function read(size: number, path: string): string | undefined {
  const side = size * 4
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x = 0, y = 0, width = 0] of [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) => run.map(Number)))
    for (let py = y * 4; py < y * 4 + 4; py++)
      for (let px = x * 4; px < (x + width) * 4; px++) pixels.fill(0, (py * side + px) * 4, (py * side + px) * 4 + 3)
  return jsQR(pixels, side, side)?.data
}
