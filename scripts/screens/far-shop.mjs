// A shop in a process of its own: what drives the browser keeps the real time, as its clock needs it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./shop-process.mjs', import.meta.url));

/** Starts the process; every call of it is answered by a promise. */
export function startFarShop() {
	const child = fork(PROGRAM, { execArgv: ['--import', 'tsx'] });
	const waiting = new Map();
	let calls = 0;
	child.on('message', ({ id, result, problem }) => {
		const { resolve, reject } = waiting.get(id);
		waiting.delete(id);
		if (problem === undefined) resolve(result);
		else reject(new Error(problem));
	});
	child.on('exit', (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`The shop ended with ${code}.`));
	});
	const call = (name, ...args) =>
		new Promise((resolve, reject) => {
			calls += 1;
			waiting.set(calls, { resolve, reject });
			child.send({ id: calls, call: name, args });
		});
	return { call, end: () => child.kill() };
}
