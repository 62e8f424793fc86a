// An identity provider (npm oidc-provider) on loopback. Every line of standard input is one object
//   {"port", "audience", "tenant", "keys": [private JWK…], "programs": {client id: secret}}
// the first starts it, later ones change it; a key that is left out is no longer published. Each is answered by {"issuer"} once it holds.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const redirect = 'https://desk.example/signed-in';
let settings = {};
let provider;
let server;

function build() {
    const { port, audience, tenant, keys, programs } = settings;
    const issuer = `http://127.0.0.1:${port}`;
    const built = new Provider(issuer, {
        clients: [
            {
                client_id: 'desk', token_endpoint_auth_method: 'none', redirect_uris: [redirect],
                grant_types: ['authorization_code'], response_types: ['code'], id_token_signed_response_alg: 'ES256',
            },
            ...Object.entries(programs).map(([client_id, client_secret]) => ({
                client_id, client_secret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [], id_token_signed_response_alg: 'ES256',
            })),
        ],
        jwks: { keys },
        pkce: { required: () => true },
        cookies: { keys: ['no secret: everybody here is invented'] },
        // The account is who said so in the form: how people prove themselves to the provider is not looked at here.
        findAccount: (ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
        // As a city office sets it up: staff are not asked whether their own office's program may know them.
        loadExistingGrant: async (ctx) => {
            const grant = new built.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
            grant.addOIDCScope('openid');
            grant.addResourceScope(audience, 'api');
            await grant.save();
            return grant;
        },
        extraTokenClaims: (ctx) => ({ tenant, amr: ctx.oidc.entities.AuthorizationCode?.amr }),
        interactions: { url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
        features: {
            devInteractions: { enabled: false },
            clientCredentials: { enabled: true },
            resourceIndicators: {
                enabled: true,
                defaultResource: () => audience,
                useGrantedResource: () => true,
                // Other programs of the city have audiences of their own.
                getResourceServerInfo: (ctx, resource) => (
                    { scope: 'api', audience: resource, accessTokenTTL: 600, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
            },
        },
    });
    return built;
}

async function signIn(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    await provider.interactionFinished(request, response, { login: { accountId: form.get('person'), amr: form.getAll('factor') } });
}

async function answer(request, response) {
    if (request.method === 'POST' && request.url.startsWith('/sign-in/')) await signIn(request, response);
    else await provider.callback()(request, response);
}

for await (const line of createInterface({ input: process.stdin })) {
    settings = { ...settings, ...JSON.parse(line) };
    provider = build();
    if (!server) {
        server = createServer((request, response) => answer(request, response).catch((error) => {
            process.stderr.write(`${error.stack}\n`);
            response.writeHead(500).end();
        }));
        await new Promise((resolve, reject) => server.once('error', reject).listen(settings.port, '127.0.0.1', resolve));
    }
    process.stdout.write(`${JSON.stringify({ issuer: provider.issuer })}\n`);
}
process.exit();
