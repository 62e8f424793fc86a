// Executes GraphQL documents over JSON data with graphql-js 16 and 17. First line of the input: {"schemas": ["type Query …", …]};
// every further line: {"id": n, "schema": index, "document": "…", "variables": {…}, "operationName": "…" or null, "root": {…}}. One line of output for
// each of these: {"id": n, "v16": answer, "v17": answer}; an answer is {"data": …, "errors": [{"path": […], "locations": […]}, …]}, without data when refused.
// Resolvers give the property of the field's name; an object with __error stands for an exception, in lists too.
import { createInterface } from 'node:readline';
import * as v16 from 'graphql16';
import * as v17 from 'graphql';

const given = (value) => {
  if (Array.isArray(value)) return value.map(given);
  if (value !== null && typeof value === 'object' && '__error' in value) return new Error(value.__error);
  return value;
};
const fieldResolver = (source, _arguments, _context, info) => given(source?.[info.fieldName]);

function answer(library, schema, task) {
  const document = library.parse(task.document);
  const mistakes = library.validate(schema, document);
  if (mistakes.length > 0) throw new Error(`Not valid: ${mistakes[0].message}\n${task.document}`);
  const result = library.execute({
    schema, document, rootValue: task.root, variableValues: task.variables, operationName: task.operationName ?? undefined, fieldResolver,
  });
  const errors = (result.errors ?? []).map((e) => ({ path: e.path, locations: (e.locations ?? []).map((l) => [l.line, l.column]), message: e.message }));
  return 'data' in result ? { data: result.data, errors } : { errors };
}

let schemas;
for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  if (schemas === undefined) {
    schemas = [v16, v17].map((library) => task.schemas.map((text) => library.buildSchema(text)));
    continue;
  }
  const [first, second] = [v16, v17].map((library, i) => answer(library, schemas[i][task.schema], task));
  process.stdout.write(JSON.stringify({ id: task.id, v16: first, v17: second }) + '\n');
}
