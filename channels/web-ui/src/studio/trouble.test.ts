import { describe, expect, it } from 'vitest'
import { studioServer, troubleOf } from './api/server'
import { troubleInWords } from './trouble'

const failed = (answer: () => Promise<Response>) =>
  studioServer({ fetch: answer, cookies: () => '' })
    .drafts()
    .then(() => 'no trouble', (cause: unknown) => troubleInWords(troubleOf(cause)))
const refused = (status: number, detail?: string) => () => Promise.resolve(Response.json({ status, ...(detail === undefined ? {} : { detail }) }, { status }))

describe('troubleInWords', () => {
  it.each([
    ['the server says what', refused(404, '没有这个草稿'), '没有这个草稿'],
    ['the server says nothing', refused(404), '没有找到，可能已经被删掉或者改了名。'],
    ['the server talks to programs', refused(401, 'this is for staff: log in at /login first'), '登录已经过期，您填的都还在。请先登录，再点一次。'],
    ['nobody answers', () => Promise.reject(new Error('offline')), '连不上服务器，您填的都还在。网络好了再点一次。'],
  ])('is Chinese where %s', async (_, answer, said) => {
    expect(await failed(answer)).toBe(said)
  })
})
