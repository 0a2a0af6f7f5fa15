/** The two processes beside the browser. They end with this one: each leaves when its channel to us closes. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A stretch of events; the first `warmUp` of them are not measured. */
export interface PublishJob {
	readonly url: string;
	readonly rate: number;
	/** The number of the first order; each event has the next. */
	readonly from: number;
	readonly warmUp: number;
	readonly events: number;
}

export interface PublishReport {
	/** Epoch ms at which each measured event was handed over. */
	readonly sentAt: readonly number[];
	/** From the first measured event until the last was taken by the broadcaster. */
	readonly elapsedMs: number;
}

export interface Publisher {
	/** Publishes and resolves once the broadcaster took everything. */
	publish(job: PublishJob, onWindow: () => void): Promise<PublishReport>;
	stop(): void;
}

export interface World {
	readonly url: string;
	stop(): void;
}

type Message =
	| { kind: 'ready'; url?: string }
	| { kind: 'window' }
	| { kind: 'done'; report: PublishReport }
	| { kind: 'failed'; problem: string };

/** Hears one child until `take` has what it waits for. */
function hear<Result>(child: ChildProcess, take: (message: Message) => Result | undefined): Promise<Result> {
	return new Promise((resolve, reject) => {
		const stop = () => {
			child.off('message', onMessage);
			child.off('exit', onExit);
		};
		const onExit = (code: number | null) => {
			stop();
			reject(new Error(`A process of the bench ended with ${code}`));
		};
		const onMessage = (message: Message) => {
			if (message.kind === 'failed') {
				stop();
				reject(new Error(message.problem));
				return;
			}
			const result = take(message);
			if (result === undefined) return;
			stop();
			resolve(result);
		};
		child.on('message', onMessage);
		child.once('exit', onExit);
	});
}

function start(file: string, args: readonly string[]): ChildProcess {
	return fork(fileURLToPath(new URL(file, import.meta.url)), [...args], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}

/** Starts server and broadcaster over a folder of pages. */
export async function startWorld(folder: string): Promise<World> {
	const child = start('world.ts', [folder]);
	const url = await hear(child, (message) => (message.kind === 'ready' ? message.url : undefined));
	return { url, stop: () => void child.kill() };
}

/** Starts the load generator, which waits for jobs. */
export async function startPublisher(): Promise<Publisher> {
	const child = start('publisher.ts', []);
	await hear(child, (message) => (message.kind === 'ready' ? true : undefined));
	return {
		publish(job, onWindow) {
			const report = hear(child, (message) => {
				if (message.kind === 'window') onWindow();
				return message.kind === 'done' ? message.report : undefined;
			});
			child.send(job);
			return report;
		},
		stop: () => void child.kill(),
	};
}
