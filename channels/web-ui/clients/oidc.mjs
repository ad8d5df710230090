// An identity provider for tests: prints its address, reads the address that it sends browsers back to, and vouches for one made-up person to
// whoever asks. The real oidc-provider of npm: real keys and signatures, PKCE required.
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import Provider from 'oidc-provider'

const server = createServer()
await new Promise((up) => server.listen(0, '127.0.0.1', up))
const issuer = `http://127.0.0.1:${server.address().port}`
console.log(issuer)
const [back, groups] = (await new Promise((read) => createInterface({ input: process.stdin }).once('line', read))).split(' ')

const provider = new Provider(issuer, {
  clients: [{ client_id: 'banshi', client_secret: 'a secret of the test and of nobody else', redirect_uris: [back], grant_types: ['authorization_code'], response_types: ['code'] }],
  pkce: { required: () => true },
  cookies: { keys: ['a key of the test'] },
  claims: { openid: ['sub', 'groups'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: '工号四二', preferred_username: 'staff.42', groups: groups.split(',') }),
  }),
})
const callback = provider.callback()

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: '42' } })
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
  grant.addOIDCScope('openid profile')
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
}

server.on('request', (request, response) => {
  if (request.url.startsWith('/interaction/')) interact(request, response).catch((cause) => response.writeHead(500).end(String(cause)))
  else callback(request, response)
})
console.log('ready')
