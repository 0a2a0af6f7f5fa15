/** Where the product's main thread spends its time in a flood: functions by their own share. */
import { measure } from './cell.ts';
import type { Publisher } from './processes.ts';
import { openTarget } from './target.ts';

const SAMPLE_MICROSECONDS = 250;
const WARM_UP_SECONDS = 2;
const LISTED = 30;

/** Samples one run and gives its table. A readable one needs a build with `build.minify` off. */
export async function profile(
	url: string,
	probe: string,
	publisher: Publisher,
	rate: number,
	seconds: number,
): Promise<string> {
	const target = await openTarget('product', url, probe);
	try {
		const { session } = target;
		await session.send('Profiler.enable');
		await session.send('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
		await session.send('Profiler.start');
		const stretch = { rate, warmUp: rate * WARM_UP_SECONDS, events: rate * seconds, from: 1 };
		const { mainMs } = await measure(target, publisher, url, stretch);
		const { profile: taken } = await session.send('Profiler.stop');
		const names = new Map(
			taken.nodes.map(({ id, callFrame: { functionName, url: file, lineNumber, columnNumber } }) => {
				const place = file === '' ? '' : ` ${file.split('/').pop()}:${lineNumber + 1}:${columnNumber + 1}`;
				return [id, `${functionName || '(anonymous)'}${place}`] as const;
			}),
		);
		const times = new Map<string, number>();
		taken.samples?.forEach((id, index) => {
			const name = names.get(id) ?? '?';
			times.set(name, (times.get(name) ?? 0) + (taken.timeDeltas?.[index] ?? 0) / 1000);
		});
		const events = stretch.warmUp + stretch.events;
		const rows = [...times].sort(([, left], [, right]) => right - left).slice(0, LISTED);
		const body = rows.map(
			([name, ms]) => `| ${name} | ${ms.toFixed(0)} | ${((ms * 1000) / events).toFixed(1)} |`,
		);
		return [
			`Product at ${rate}/s, ${mainMs.toFixed(0)} main ms/1,000 with the profiler on`,
			'',
			'| function | own ms | ms/1,000 |',
			'| --- | --- | --- |',
			...body,
		].join('\n');
	} finally {
		await target.close();
	}
}
