// Buys with the vendors' own clients for Node, as `tolsey-devnet env` points them, from a vendor of each family.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'

const models = ['openai/gpt-5.6-luna', 'tencent/hy3', 'anthropic/claude-haiku-4.5', 'minimax/minimax-m3', 'google/gemini-3.5-flash']
const prompt = 'Say something short. [[tokens:40]]'
const schema = { type: 'object', properties: { model: { type: 'string' } }, required: ['model'] }

const openai = new OpenAI()
const anthropic = new Anthropic({ authToken: null }) // both variables are set for agents' sake; this client takes either
const google = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY, httpOptions: { baseUrl: process.env.GOOGLE_GEMINI_BASE_URL } })

for (const model of models) {
  test(`chat completions: ${model}`, async () => {
    const { data, response } = await openai.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] }).withResponse()
    assert.equal(data.choices[0].finish_reason, 'stop')
    assert.ok(data.choices[0].message.content)
    assert.ok(data.usage.completion_tokens > 0)
    assert.ok(BigInt(response.headers.get('x-tolsey-cost')) > 0n)
    assert.match(response.headers.get('x-tolsey-receipt'), /^0x[0-9a-f]{64}$/)

    const stream = openai.chat.completions.stream({ model, messages: [{ role: 'user', content: prompt }], stream_options: { include_usage: true } })
    const whole = await stream.finalChatCompletion()
    assert.equal(whole.choices[0].finish_reason, 'stop')
    assert.ok(whole.usage.completion_tokens > 0)

    const tools = [{ type: 'function', function: { name: 'lookup', parameters: schema } }]
    const called = await openai.chat.completions.create({ model, tools, messages: [{ role: 'user', content: 'Look. [[tool:lookup]]' }] })
    assert.equal(called.choices[0].finish_reason, 'tool_calls')
    JSON.parse(called.choices[0].message.tool_calls[0].function.arguments)
  })

  test(`responses: ${model}`, async () => {
    const whole = await openai.responses.create({ model, input: prompt, store: false })
    assert.equal(whole.status, 'completed')
    assert.ok(whole.output_text)
    assert.ok(whole.usage.output_tokens > 0)

    const stream = openai.responses.stream({ model, input: prompt, store: false })
    const final = await stream.finalResponse()
    assert.equal(final.status, 'completed')
    assert.ok(final.output_text)

    const tools = [{ type: 'function', name: 'lookup', parameters: schema, strict: false }]
    const called = await openai.responses.create({ model, tools, input: 'Look. [[tool:lookup]]', store: false })
    JSON.parse(called.output.find((item) => item.type === 'function_call').arguments)
  })

  test(`messages: ${model}`, async () => {
    const ask = { model, max_tokens: 1000, messages: [{ role: 'user', content: prompt }] }
    const whole = await anthropic.messages.create(ask)
    assert.equal(whole.stop_reason, 'end_turn')
    assert.ok(whole.content.some((block) => block.type === 'text' && block.text))
    assert.ok(whole.usage.output_tokens > 0)

    const final = await anthropic.messages.stream(ask).finalMessage()
    assert.equal(final.stop_reason, 'end_turn')
    assert.ok(final.usage.output_tokens > 0)

    const tools = [{ name: 'lookup', input_schema: schema }]
    const called = await anthropic.messages.create({ ...ask, tools, messages: [{ role: 'user', content: 'Look. [[tool:lookup]]' }] })
    assert.equal(called.stop_reason, 'tool_use')
    assert.equal(typeof called.content.find((block) => block.type === 'tool_use').input, 'object')

    const counted = await anthropic.messages.countTokens({ model, messages: ask.messages })
    assert.ok(counted.input_tokens > 0)
  })

  test(`generateContent: ${model}`, async () => {
    const whole = await google.models.generateContent({ model, contents: prompt })
    assert.equal(whole.candidates[0].finishReason, 'STOP')
    assert.ok(whole.text)
    assert.ok(whole.usageMetadata.totalTokenCount > 0)

    let text = ''
    let last
    for await (const chunk of await google.models.generateContentStream({ model, contents: prompt })) {
      text += chunk.text ?? ''
      last = chunk
    }
    assert.ok(text)
    assert.ok(last.usageMetadata.totalTokenCount > 0)

    const tools = [{ functionDeclarations: [{ name: 'lookup', parametersJsonSchema: schema }] }]
    const called = await google.models.generateContent({ model, contents: 'Look. [[tool:lookup]]', config: { tools } })
    assert.equal(called.functionCalls[0].name, 'lookup')

    const counted = await google.models.countTokens({ model, contents: prompt })
    assert.ok(counted.totalTokens > 0)
  })
}

test('models are listed as each client reads them', async () => {
  const names = { openai: [], anthropic: [], google: [] }
  for await (const m of openai.models.list()) names.openai.push(m.id)
  for await (const m of anthropic.models.list({ limit: 5 })) names.anthropic.push(m.id)
  for await (const m of await google.models.list({ config: { pageSize: 5 } })) names.google.push(m.name.replace('models/', ''))
  for (const list of Object.values(names)) assert.deepEqual(list, names.openai)
  for (const model of models) assert.ok(names.openai.includes(model), model)
})

test('errors are raised as each client knows them', async () => {
  const model = 'nobody/sells-this'
  await assert.rejects(openai.chat.completions.create({ model, messages: [{ role: 'user', content: 'x' }] }), OpenAI.NotFoundError)
  await assert.rejects(openai.responses.create({ model, input: 'x' }), OpenAI.NotFoundError)
  await assert.rejects(anthropic.messages.create({ model, max_tokens: 10, messages: [{ role: 'user', content: 'x' }] }), Anthropic.NotFoundError)
  await assert.rejects(google.models.generateContent({ model, contents: 'x' }), (e) => e.status === 404)
  const stranger = { apiKey: 'sk-none', maxRetries: 0 }
  await assert.rejects(new OpenAI(stranger).models.list(), OpenAI.AuthenticationError)
  await assert.rejects(new Anthropic({ ...stranger, authToken: null }).models.list(), Anthropic.AuthenticationError)
})

test('a vendor that fails within a stream is an error in each client', async () => {
  const broken = 'Go on. [[tokens:40]] [[fault:reset@8]]'
  await assert.rejects(async () => {
    for await (const _ of await openai.chat.completions.create({ model: 'tencent/hy3', stream: true, messages: [{ role: 'user', content: broken }] }));
  })
  await assert.rejects(anthropic.messages.stream({ model: 'tencent/hy3', max_tokens: 100, messages: [{ role: 'user', content: broken }] }).finalMessage())
})
