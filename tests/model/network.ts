/** The way from the page to the recorder's answers: slow, broken now and then, sometimes without an end. */
import type { Chance } from './chance.ts';
import type { RecorderHost } from './recorder-host.ts';
import type { Timeline } from './timeline.ts';

export interface Network {
	readonly fetch: typeof fetch;
	/** Nothing fails and nothing takes long from now on. */
	heal(): void;
	/** When a question last was not answered, or not soon, epoch ms. */
	readonly failedAt: number;
	readonly requests: number;
	/** Of them those for entries. */
	readonly fetched: number;
}

const FAILURES = 0.05;
const HANGS = 0.015;
const LATE = 0.03;
/** An answer that takes longer than most. */
const SLOW_MS = 1_500;

export function createNetwork(
	{ now, after }: Timeline,
	chance: Chance,
	host: RecorderHost,
	report: (what: string) => void,
): Network {
	let isHealthy = false;
	let failedAt = -Infinity;
	let requests = 0;
	let fetched = 0;
	const waiting = new Map<number, number>();

	const isSlow = (since: number) => now() - since > SLOW_MS;

	function latencyMs(): number {
		if (isHealthy) return chance.between(20, 200);
		if (chance.is(LATE)) return chance.between(3_000, 7_500);
		return chance.is(0.2) ? chance.between(300, 1_500) : chance.between(20, 300);
	}

	function request(path: string, init: RequestInit): Promise<Response> {
		requests += 1;
		if (path.startsWith('/events')) fetched += 1;
		const number = requests;
		waiting.set(number, now());
		const fate = isHealthy ? 1 : chance.next();
		const thereMs = latencyMs();
		const backMs = latencyMs() / 2;
		return new Promise((resolve, reject) => {
			let isOver = false;
			const fail = (why: string) => {
				if (isOver) return;
				isOver = true;
				waiting.delete(number);
				failedAt = now();
				report(`http ${number}: ${path} ${why}`);
				reject(new TypeError(why));
			};
			init.signal?.addEventListener('abort', () => fail('given up'));
			if (fate < HANGS) return;
			after(thereMs / 2, async () => {
				if (isOver) return;
				if (fate < HANGS + FAILURES) return fail('broke off');
				const token = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? null;
				const text = await host.answer(path, { body: String(init.body ?? ''), token });
				after(backMs, () => {
					if (isOver) return;
					isOver = true;
					if (isSlow(waiting.get(number)!)) failedAt = now();
					waiting.delete(number);
					const isOk = typeof text === 'string';
					if (!isOk) failedAt = now();
					report(`http ${number}: ${path} ${isOk ? shortly(text) : text}`);
					const answer = { ok: isOk, status: isOk ? 200 : text, json: async () => JSON.parse(String(text)) };
					resolve(answer as Response);
				});
			});
		});
	}

	return {
		fetch: (input, init = {}) => request(String(input), init),
		heal: () => (isHealthy = true),
		get failedAt() {
			return [...waiting.values()].some(isSlow) ? now() : failedAt;
		},
		get fetched() {
			return fetched;
		},
		get requests() {
			return requests;
		},
	};
}

function shortly(text: string): string {
	const { state: _, entries, marks, ...rest } = JSON.parse(text) as Record<string, unknown>;
	const count = (list: unknown) => (Array.isArray(list) ? list.length : undefined);
	const figures = rest['figures'] === undefined ? {} : { figures: '…' };
	return JSON.stringify({
		...rest,
		...figures,
		channels: undefined,
		entries: count(entries),
		marks: count(marks),
	});
}
