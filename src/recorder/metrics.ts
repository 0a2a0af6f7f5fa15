/** How the recorder is, for whoever watches it: in one word, or in Prometheus' text. Nothing of the shop's content. */
import type { Recorder } from './recorder-port.ts';

export interface Health {
	readonly ok: boolean;
	/** Epoch ms; null while the broadcaster is not heard. */
	readonly heardAt: number | null;
	/** One sentence each. */
	readonly problems: readonly string[];
}

/** What is not the recorder's own to know. */
export interface Surroundings {
	/** New lines after the first. */
	readonly reconnects: number;
	/** Readers that asked within the last ten minutes. */
	readonly readers: number;
	/** HTTP answers by route and status, `GET /snapshot 200`. */
	readonly answers: ReadonlyMap<string, number>;
}

/** Null: not started yet, and why. */
export function healthOf(recorder: Recorder | null, problem: string | null): Health {
	if (recorder === null) return { ok: false, heardAt: null, problems: [problem ?? 'It is starting.'] };
	const { heardAt, stats } = recorder;
	const missing = stats.missingChannels.length;
	const problems = [
		...(heardAt === null ? ['The broadcaster is not heard.'] : []),
		...(heardAt !== null && missing > 0
			? [`${missing} of ${recorder.channels.length} channels cannot be had.`]
			: []),
		...(stats.writeProblem === null ? [] : ['Nothing can be written to the journal.']),
	];
	return { ok: problems.length === 0, heardAt, problems };
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Prometheus' text format, version 0.0.4. */
export function writeMetrics(
	recorder: Recorder | null,
	{ reconnects, readers, answers }: Surroundings,
): string {
	const lines: string[] = [];
	const add = (name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]) => {
		const full = `watchfloor_recorder_${name}`;
		lines.push(`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`);
		for (const [labels, value] of samples) lines.push(`${full}${writeLabels(labels)} ${value}`);
	};
	const gauge = (name: string, help: string, value: number) => add(name, 'gauge', help, [[{}, value]]);
	const counter = (name: string, help: string, value: number) => add(name, 'counter', help, [[{}, value]]);

	const routes = [...answers].map(([key, count]): Sample => {
		const [method = '', route = '', status = ''] = key.split(' ');
		return [{ method, route, status }, count];
	});
	add('http_answers_total', 'counter', 'Answers by route and status.', routes);
	gauge('open_sessions', 'Readers that asked within ten minutes.', readers);
	gauge('up', 'The journal is open.', recorder === null ? 0 : 1);
	if (recorder === null) return `${lines.join('\n')}\n`;

	const { stats } = recorder;
	gauge('line_up', 'The broadcaster is heard.', recorder.heardAt === null ? 0 : 1);
	counter('reconnects_total', 'New lines after the first.', reconnects);
	gauge('channels', 'Channels that are recorded.', recorder.channels.length);
	gauge('missing_channels', 'Of these, how many cannot be had.', stats.missingChannels.length);
	const verdicts = Object.entries(stats.messages).map(([verdict, count]): Sample => [{ verdict }, count]);
	add('events_total', 'counter', 'Frames by what they were read as.', verdicts);
	gauge('events_per_second', 'Frames in the last full second.', stats.perSecond);
	add('lag_seconds', 'gauge', 'From arrival until visible, over the latest 1,000 entries.', [
		[{ quantile: '0.5' }, stats.lagMs.median / 1_000],
		[{ quantile: '0.95' }, stats.lagMs.p95 / 1_000],
		[{ quantile: '1' }, stats.lagMs.worst / 1_000],
	]);
	gauge('head_seq', 'The latest entry.', recorder.head);
	gauge('first_seq', 'The oldest entry kept.', recorder.firstSeq);
	gauge('journal_bytes', 'What the kept entries are long.', stats.bytes);
	gauge('write_failing', 'Nothing can be written now.', stats.writeProblem === null ? 0 : 1);
	counter('cuts_total', 'Stretches in which it heard nothing.', stats.cuts);
	counter('seeds_total', 'Snapshots of the shop taken over.', stats.seeds);
	add('heartbeats_total', 'counter', 'Heartbeats sent, and those that came back.', [
		[{ way: 'sent' }, stats.heartbeats.sent],
		[{ way: 'returned' }, stats.heartbeats.returned],
	]);
	gauge('started_timestamp_seconds', 'When it started.', stats.since / 1_000);
	return `${lines.join('\n')}\n`;
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
	return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
