// PostGraphile as its documentation sets it up for production, over the tables of one schema. Prints its address; ends
// with its input.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";

const [connectionString, schema] = process.argv.slice(2);
const answer = postgraphile(connectionString, schema, { disableQueryLog: true, graphiql: false, setofFunctionsContainNulls: false, ignoreRBAC: false });
const server = createServer(answer);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on("end", () => process.exit(0)).resume();
