// GraphiQL over this server. Token and purpose stand in its headers editor and are forgotten with the page.
(() => {
  const headers = JSON.stringify({ Authorization: 'Bearer ', 'Purpose-Of-Use': '', 'Purpose-Context': 'run:' }, null, 2);
  const example = '# Write token and purpose into the headers below, then run.\nquery Me {\n  me {\n    person\n  }\n}\n';

  // Server-sent events, distinct connections.
  async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        if (lines.includes('event: complete')) return;
        const data = lines.find((line) => line.startsWith('data: '));
        if (lines.includes('event: next') && data) yield JSON.parse(data.slice(6));
      }
    }
  }

  const isSubscription = (document, name) => document?.definitions.some((d) =>
    d.kind === 'OperationDefinition' && d.operation === 'subscription' && (!name || d.name?.value === name));

  // A header that was left empty is not declared.
  const given = (all) => Object.fromEntries(Object.entries(all ?? {}).filter(([, value]) => value && value !== 'run:'));

  async function fetcher(request, options) {
    const streamed = isSubscription(options?.documentAST, request.operationName);
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: streamed ? 'text/event-stream' : 'application/graphql-response+json', ...given(options?.headers) },
      body: JSON.stringify(request),
    });
    return streamed && response.ok ? events(response) : response.json();
  }

  ReactDOM.createRoot(document.getElementById('page')).render(React.createElement(GraphiQL, {
    fetcher, defaultHeaders: headers, defaultQuery: example, shouldPersistHeaders: false, defaultEditorToolsVisibility: 'headers',
  }));
})();
