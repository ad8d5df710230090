import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { Trouble } from '../ask'
import { boardDesk, type Board } from './api'
import { busy, quiet } from './board.fixture'
import BoardPage from './BoardPage.vue'

const NOW = Date.parse('2026-11-23T08:05:00Z')

async function draw(first: Board = busy) {
  const look = vi.fn<() => Promise<Board>>().mockResolvedValue(first)
  const page = mount(BoardPage, { props: { now: NOW, look } })
  await flushPromises()
  let now = NOW
  const pass = async (ms: number) => {
    now += ms
    await page.setProps({ now })
    await flushPromises()
  }
  const tile = (name: string) =>
    page
      .findAll('.tile')
      .find((one) => one.get('dt').text() === name)
      ?.text()
  return { page, look, pass, tile }
}

describe('the board', () => {
  it('says what goes on, in big figures', async () => {
    const { tile } = await draw()
    expect(tile('等人接的电话')).toBe('等人接的电话2最久等了 01:35')
    expect(tile('在席坐席')).toBe('在席坐席31 位空闲')
    expect(tile('今天来电')).toContain('128接起 120 通近一小时 21')
    expect(tile('处理时长')).toBe('处理时长04:05九成不超过 10:10近一小时 03:10')
    expect(tile('建议采纳率')).toContain('71%给出 200，采纳 110，改后采纳 32（318 字）复制 9，不相关 14，近一小时 —')
    expect(tile('没有答复建议')).toContain('7')
  })

  it('puts bursts on top, in plain words', async () => {
    const { page } = await draw()
    expect(page.findAll('.alert').map((one) => one.text())).toEqual([
      '居民身份证补领区划 330113近 2 小时 12 通，平时约 2 通，比平时多',
      '停水近 2 小时 6 通，平时几乎没有，比平时多',
      '路灯区划 330113近 90 分钟 5 张工单，同一区划',
    ])
  })

  it('shows who does what, and leads to his call', async () => {
    const { page, pass } = await draw()
    expect(page.findAll('.agent').map((one) => one.text())).toEqual(['坐席一号通话中看 坐席一号 的通话，已经 03:00', '坐席二号小休', '坐席三号就绪'])
    await pass(2000)
    expect(page.get('.agent').text()).toContain('03:02')
    await page.get('.agent .call').trigger('click')
    expect(page.emitted('open')).toEqual([['c1']])
  })

  it('shows what people want, by the hour', async () => {
    const { page } = await draw()
    expect(page.findAll('.need').map((one) => one.get('.what').text())).toEqual(['居民身份证补领', 'gone'])
    expect(page.get('.need').text()).toContain('其中采纳了答复的 18 通；9 点 10 通，10 点 14 通')
    expect(page.findAll('.hour')).toHaveLength(10) // from the first call on
  })

  it('is quiet where nothing goes on', async () => {
    const { page, tile } = await draw(quiet)
    expect(tile('等人接的电话')).toBe('等人接的电话0没有人在等')
    expect(tile('建议采纳率')).toContain('—')
    expect(page.findAll('.alert')).toHaveLength(0)
    expect(page.findAll('.none').map((one) => one.text())).toEqual(['今天还没有。有了答复建议，就会出现在这里。', '今天还没有来电。', '现在没有坐席在线。'])
  })

  it('looks again by itself every ten seconds', async () => {
    const { look, pass, tile } = await draw(quiet)
    await pass(9999)
    expect(look).toHaveBeenCalledTimes(1)
    look.mockResolvedValue(busy)
    await pass(1)
    expect(look).toHaveBeenCalledTimes(2)
    expect(tile('今天来电')).toContain('128')
  })

  it('keeps what was seen while nobody is reached, and says so', async () => {
    const { page, look, pass, tile } = await draw()
    look.mockRejectedValue(new Trouble(0, undefined))
    await pass(10_000)
    expect(page.get('[role="alert"]').text()).toContain('下面是上一次的情况')
    expect(tile('今天来电')).toContain('128')
    look.mockResolvedValue(quiet)
    await page.get('.again').trigger('click')
    await flushPromises()
    expect(page.find('[role="alert"]').exists()).toBe(false)
  })

  it('is for supervisors', async () => {
    const { page, look, pass } = await draw()
    look.mockRejectedValue(new Trouble(403, undefined))
    await pass(10_000)
    expect(page.get('[role="alert"]').text()).toContain('没有值班长角色')
    expect(page.find('.tile').exists()).toBe(false)
  })
})

it('asks the server', async () => {
  const fetch = vi.fn<typeof window.fetch>().mockResolvedValueOnce(new Response(JSON.stringify(quiet))).mockResolvedValueOnce(new Response('{}', { status: 403 })).mockRejectedValueOnce(new TypeError('failed to fetch'))
  const look = boardDesk({ fetch })
  expect(await look()).toEqual(quiet)
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/desk/board')
  await expect(look()).rejects.toMatchObject({ status: 403 })
  await expect(look()).rejects.toMatchObject({ status: 0 })
})
