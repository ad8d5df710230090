import { expect, it, vi } from 'vitest'
import { noticeOf, NotPushed, pushNotice } from './notice'

const notice = { matter: 'm', title: '补领户口本', link: 'https://ask.example.gov.cn/n/x', text: '12345热线：…', sms: 'none' }

function answering(body: object, status = 200) {
  return vi.fn<typeof window.fetch>(() => Promise.resolve(new Response(JSON.stringify(body), { status })))
}

it('asks for the notice of a card, by link or by message', async () => {
  const fetch = answering({ ...notice, more: 1 })
  expect(await pushNotice('c/1', { card: 's1' }, true, fetch)).toEqual(notice)
  const [path, init] = fetch.mock.calls[0] ?? []
  expect(path).toBe('/api/v1/desk/calls/c%2F1/notice')
  expect(JSON.parse(init?.body as string)).toEqual({ card: 's1', by: 'sms' })
})

it('tells why it was not made', async () => {
  const failed = await pushNotice('c1', { matter: 'm' }, false, answering({ detail: '不知道来电号码，短信发不了' }, 422)).catch((cause: unknown) => cause)
  expect(failed).toBeInstanceOf(NotPushed)
  expect((failed as NotPushed).detail).toBe('不知道来电号码，短信发不了')
})

it.each([[{}], [{ ...notice, link: 'javascript:alert(1)' }], [{ ...notice, link: undefined }], [null], ['x']])('takes no other answer: %j', (body) => {
  expect(noticeOf(body)).toBeUndefined()
})

it('takes a state that it does not know for one without messages', () => {
  expect(noticeOf({ ...notice, sms: 'pigeon' })?.sms).toBe('off')
})
