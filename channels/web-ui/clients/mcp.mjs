// The real MCP client against a running server: node mcp.mjs ADDRESS KEY; prints what it got as one JSON object. For McpClientIT.
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const [address, key] = process.argv.slice(2)

const connected = async (secret) => {
  const client = new Client({ name: 'banshi-tests', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(`${address}/mcp`), {
    requestInit: { headers: { Authorization: `Bearer ${secret}` } },
  })
  await client.connect(transport)
  return client
}

const client = await connected(key)
const call = (name, args) => client.callTool({ name, arguments: args })

console.log(
  JSON.stringify({
    server: client.getServerVersion(),
    instructions: client.getInstructions(),
    tools: (await client.listTools()).tools,
    ask: await call('ask', { question: '那要多少钱', earlier: ['我要补办户口本，网上能办吗？'] }),
    search: await call('search_matters', { query: '户口本丢了' }),
    guide: await call('matter_guide', { matter: 'huji-hukoubu-reissue' }),
    materials: await call('required_materials', { matter: 'huji-hukoubu-reissue', situations: { reason: 'lost' } }),
    wrongMatter: await call('matter_guide', { matter: 'none' }),
    wrongCase: await call('required_materials', { matter: 'huji-hukoubu-reissue', situations: { colour: 'red' } }),
    wrongArguments: await call('ask', { question: 7 }).catch((error) => ({ isError: true, code: error.code })),
    wrongKey: await connected('none').then(
      () => 'let in',
      (error) => `refused ${error.code ?? error.message}`,
    ),
  }),
)
await client.close()
