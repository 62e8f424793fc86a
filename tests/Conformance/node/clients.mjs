// Asks a server through clients that applications use. Arguments: address, token, purpose. One line per client: {"client","answer"}.
import { Client, fetchExchange } from '@urql/core';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createClient as createEventClient } from 'graphql-sse';

const [url, token, purpose, subscription] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}`, 'Purpose-Of-Use': purpose };
const query = 'query Who { me { person } __typename }';
const tell = (client, answer) => process.stdout.write(`${JSON.stringify({ client, answer })}\n`);

const once = (client, payload) => new Promise((resolve, reject) => {
  let answer;
  client.subscribe(payload, { next: (value) => { answer = value; }, error: reject, complete: () => resolve(answer) });
});

// A source without an end: it stands when nothing came back within a second, and ends when the client wants no more.
const held = (client, payload) => new Promise((resolve) => {
  let stop = () => {};
  const timer = setTimeout(() => { stop(); resolve('open'); }, 1000);
  const end = (how) => { clearTimeout(timer); resolve(how); };
  stop = client.subscribe(payload, { next: (value) => end(value), error: (error) => end({ error: String(error?.message ?? JSON.stringify(error)) }), complete: () => end('complete') });
});

const urql = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false, fetchOptions: { headers } });
const posted = await urql.query(query, {}).toPromise();
tell('urql', posted.error ? { error: posted.error.message } : posted.data);
const refused = await urql.query('{ nothing }', {}).toPromise();
tell('urql-error', refused.error?.graphQLErrors?.[0]?.extensions?.code ?? null);
const byAddress = await new Client({ url, exchanges: [fetchExchange], preferGetMethod: 'force', fetchOptions: { headers } }).query(query, {}).toPromise();
tell('urql-get', byAddress.error ? { error: byAddress.error.message } : byAddress.data);

const socket = createSocketClient({
  url: url.replace(/^http/, 'ws'), lazy: true, retryAttempts: 0, webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${token}`, purpose },
});
tell('graphql-ws', (await once(socket, { query })).data);
tell('graphql-ws-error', await once(socket, { query: '{ nothing }' }).then(() => null, (errors) => errors[0].extensions.code));
tell('graphql-ws-subscription', await held(socket, { query: subscription }));
await socket.dispose();

const stranger = createSocketClient({ url: url.replace(/^http/, 'ws'), lazy: true, retryAttempts: 0, webSocketImpl: WebSocket, connectionParams: { authorization: 'Bearer none' } });
tell('graphql-ws-stranger', await once(stranger, { query }).then(() => null, (close) => close.code));

const events = createEventClient({ url, headers, retryAttempts: 0 });
tell('graphql-sse', (await once(events, { query })).data);
tell('graphql-sse-error', (await once(events, { query: '{ nothing }' })).errors[0].extensions.code);
tell('graphql-sse-subscription', await held(events, { query: subscription }));
events.dispose();
process.exit(0);
