// Holds a server against the audits of graphql-http. Arguments: address, token, purpose. One line per audit: {"id","name","status","reason"}.
import { serverAudits } from 'graphql-http';

const [url, token, purpose] = process.argv.slice(2);
const fetchFn = (address, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  headers.set('purpose-of-use', purpose);
  return fetch(address, { ...init, headers });
};

for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn();
  process.stdout.write(`${JSON.stringify({ id: audit.id, name: audit.name, status: result.status, reason: result.reason ?? null })}\n`);
}
