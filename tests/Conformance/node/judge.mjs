// Judges GraphQL documents with graphql-js 16 and 17. First line of the input: {"schemas": ["type Query …", …]};
// every further line: {"id": n, "schema": index or null, "document": "…"}. One line of output for each of these:
// {"id": n, "v16": verdict, "v17": verdict}; a verdict is {"syntax": [line, column]}, {"thrown": message} when validation itself fails, or
// {"errors": [{"message", "places": [[line, column], …]}, …], "stopped": bool}.
import { createInterface } from 'node:readline';
import * as v16 from 'graphql16';
import * as v17 from 'graphql';

const options = { allowEmptySelectionSets: false, hideSuggestions: true };
const places = (error) => (error.locations ?? []).map((place) => [place.line, place.column]);

function verdict(library, schema, document) {
  let tree;
  try {
    tree = library.parse(document, options);
  } catch (error) {
    if (!(error instanceof library.GraphQLError)) throw error;
    return { syntax: places(error)[0] };
  }
  if (schema === null) return { errors: [], stopped: false };
  let errors;
  try {
    errors = library.validate(schema, tree, library.specifiedRules, options);
  } catch (error) {
    if (!(error instanceof library.GraphQLError)) throw error;
    return { thrown: error.message };
  }
  const told = errors.filter((e) => e.locations).map((e) => ({ message: e.message, places: places(e) }));
  return { errors: told, stopped: told.length !== errors.length };
}

let schemas;
for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  if (schemas === undefined) {
    schemas = [v16, v17].map((library) => task.schemas.map((text) => library.buildSchema(text)));
    continue;
  }
  const [first, second] = [v16, v17].map((library, i) =>
    verdict(library, task.schema === null ? null : schemas[i][task.schema], task.document));
  process.stdout.write(JSON.stringify({ id: task.id, v16: first, v17: second }) + '\n');
}
