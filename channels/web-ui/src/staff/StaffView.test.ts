import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Account, Standing } from './api'
import StaffView from './StaffView.vue'

const account: Account = { id: 'a-1', name: 'li.ming', displayName: '李', roles: ['agent'], external: false, secondFactor: false, locked: false }
const pages: VueWrapper[] = []
afterEach(() => {
  for (const page of pages.splice(0)) page.unmount()
  vi.unstubAllGlobals()
})

/** A server that answers by method and path; what is not named is 404. */
async function draw(answers: Record<string, [number, unknown, Record<string, string>?]>) {
  const calls: string[] = []
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    const call = `${init?.method ?? 'GET'} ${path.replace('/api/staff/v1/', '')}`
    calls.push(typeof init?.body === 'string' ? `${call} ${init.body}` : call)
    const [status, body, headers] = answers[call] ?? [404, {}]
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status, ...(headers ? { headers } : {}) }))
  })
  const page = mount(StaffView, { attachTo: document.body })
  pages.push(page)
  await flushPromises()
  return { page, calls, answers }
}

const standing = (stage: Standing['stage'], about: Partial<Account> = {}): [number, Standing] => [
  200,
  stage === 'none' ? { stage, provider: false } : { stage, provider: false, account: { ...account, ...about } },
]

describe('logging in', () => {
  it('asks for name and password, then for a code', async () => {
    const { page, calls } = await draw({ 'GET session': standing('none'), 'POST session': standing('code'), 'POST session/code': standing('open'), 'GET me/sessions': [200, { items: [] }] })
    expect(document.activeElement?.id).toBe('name')
    await page.get('#name').setValue('li.ming')
    await page.get('form').trigger('submit')
    expect(document.activeElement?.id).toBe('password')
    await page.get('#password').setValue('Correct-Horse-7')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('h2').text()).toBe('请输入动态口令')
    expect(document.activeElement?.id).toBe('code')
    await page.get('#code').setValue('123456')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('h2').text()).toBe('我的账号')
    expect(calls).toContain('POST session {"name":"li.ming","password":"Correct-Horse-7"}')
    expect(page.get('a[href="/desk"]').text()).toBe('去坐席接待')
    expect(page.find('a[href="/studio"]').exists()).toBe(false)
  })

  it.each([
    [422, {}, '账号、口令或动态口令不对，请核对后再试。'],
    [429, { 'Retry-After': '900' }, '输错的次数太多了，请过 15 分钟再试。'],
    [503, {}, '连不上服务器，请稍后再试。'],
  ])('says what a %s is', async (status, headers, said) => {
    const { page } = await draw({ 'GET session': standing('none'), 'POST session': [status, { detail: 'x' }, headers] })
    await page.get('#name').setValue('li.ming')
    await page.get('#password').setValue('wrong')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toBe(said)
  })

  it('asks for a password of one\'s own, and says what the server says of it', async () => {
    const { page } = await draw({ 'GET session': standing('password'), 'PUT me/password': [400, { detail: '口令里不要有账号' }] })
    await page.get('#old-password').setValue('old')
    await page.get('#new-password').setValue('one')
    await page.get('#same-password').setValue('two')
    await page.get('form').trigger('submit')
    expect(page.text()).toContain('两次输的新口令不一样')
    await page.get('#same-password').setValue('one')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('.complaint').text()).toBe('口令里不要有账号')
  })

  it('shows the recovery codes once, and goes on when they are noted', async () => {
    const { page, answers } = await draw({
      'GET session': standing('enrol', { roles: ['reviewer'] }),
      'POST me/device': [200, { secret: 'ABC', address: 'otpauth://totp/x' }],
      'POST me/device/confirm': [200, { recoveryCodes: ['aaaa-bbbb'] }],
      'GET me/sessions': [200, { items: [] }],
    })
    await page.get('.begin').trigger('click')
    await flushPromises()
    expect(page.get('.secret').text()).toBe('ABC')
    await page.get('#device-code').setValue('123456')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('.codes').text()).toBe('aaaa-bbbb')
    answers['GET session'] = standing('open', { roles: ['reviewer'], secondFactor: true })
    await page.get('.noted').trigger('click')
    await flushPromises()
    expect(page.get('h2').text()).toBe('我的账号')
  })
})

describe('what a role sees', () => {
  it('is all accounts, for 系统: a new password is shown once', async () => {
    const other = { ...account, id: 'a-2', name: 'wang.fang', displayName: '王' }
    const { page, calls } = await draw({
      'GET session': standing('open', { roles: ['system'] }),
      'GET me/sessions': [200, { items: [] }],
      'GET accounts': [200, { items: [account, other] }],
      'POST accounts': [201, { account: other, password: 'Secret-1' }],
      'POST accounts/a-2/lock': [200, { account: { ...other, locked: true } }],
    })
    expect(page.findAll('.account')).toHaveLength(2)
    await page.get('#account-name').setValue('wang.fang')
    await page.get('#account-display-name').setValue('王')
    await page.get('input[value="editor"]').setValue(true)
    await page.get('.accounts form').trigger('submit')
    await flushPromises()
    expect(calls).toContain('POST accounts {"name":"wang.fang","displayName":"王","roles":["editor"]}')
    expect(page.get('.issued').text()).toContain('Secret-1')
    await page.get('[aria-label="锁定：wang.fang"]').trigger('click')
    await flushPromises()
    expect(calls).toContain('POST accounts/a-2/lock')
    expect(page.find('.issued').exists()).toBe(false)
  })

  it('is the departments that an expert answers for, too', async () => {
    const expert: Account = { ...account, id: 'a-3', name: 'zhao.min', roles: ['expert'] }
    const { page, calls } = await draw({
      'GET session': standing('open', { roles: ['system'] }),
      'GET me/sessions': [200, { items: [] }],
      'GET accounts': [200, { items: [account, expert] }],
      'GET departments': [200, { published: ['公安交警', '户籍窗口'], experts: [{ account: 'a-3', departments: ['户籍窗口', '以前的科'] }] }],
      'PUT accounts/a-3': [200, { account: expert }],
      'PUT accounts/a-3/departments': [204, undefined],
    })
    expect(page.findAll('.account')[1]?.text()).toContain('户籍窗口、以前的科')
    expect(page.find('.departments').exists()).toBe(false)
    await page.get('[aria-label="修改：zhao.min"]').trigger('click')
    expect(page.findAll('.departments .chip').map((chip) => [chip.text(), chip.classes('on')])).toEqual([['公安交警', false], ['户籍窗口', true], ['以前的科', true]])
    await page.get('input[value="公安交警"]').setValue(true)
    await page.get('.accounts form').trigger('submit')
    await flushPromises()
    expect(calls).toContain('PUT accounts/a-3/departments {"departments":["户籍窗口","以前的科","公安交警"]}')
    await page.get('[aria-label="修改：zhao.min"]').trigger('click')
    await page.get('.accounts form').trigger('submit')
    await flushPromises()
    expect(calls.filter((call) => call.startsWith('PUT accounts/a-3/departments'))).toHaveLength(1)
  })

  it('is the log, for 审计', async () => {
    const row = { seq: 1, at: '2026-11-23T08:00:00Z', account: 'li.ming', role: 'agent', type: 'login', object: 'account:li.ming', result: 'done' }
    const { page } = await draw({
      'GET session': standing('open', { roles: ['auditor'] }),
      'GET me/sessions': [200, { items: [] }],
      'GET audit': [200, { items: [row] }],
      'GET audit/check': [200, { intact: false, row: 3, fault: 'removed' }],
    })
    expect(page.get('tbody').text()).toContain('登录')
    await page.get('.audit button').trigger('click')
    await flushPromises()
    expect(page.get('.audit [role="status"]').text()).toContain('第 3 条被删掉了')
    expect(page.find('.accounts').exists()).toBe(false)
  })
})
