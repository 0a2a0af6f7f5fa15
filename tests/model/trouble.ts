/** What goes wrong in a run, and when. */
import type { Broadcaster, Line } from './broadcaster.ts';
import type { Chance } from './chance.ts';
import type { Page } from './page.ts';
import type { RecorderHost } from './recorder-host.ts';
import type { Timeline } from './timeline.ts';

export interface Stage {
	readonly chance: Chance;
	readonly timeline: Timeline;
	readonly host: RecorderHost;
	readonly broadcaster: Broadcaster;
	/** The page's. */
	readonly line: Line;
	/** Null before it is opened. */
	readonly page: () => Page | null;
	readonly window: { isHidden: boolean };
	readonly channels: readonly string[];
	/** Between these moments, epoch ms. */
	readonly from: number;
	readonly until: number;
	readonly report: (what: string) => void;
}

/** A screen that comes after the disk was lost begins with the new journal, and says since when it counts. */
const PAGE_IS_OPEN_AFTER_MS = 20_000;

/** Cuts, a kill, a lost disk, forgotten entries, a broadcaster that goes down. */
export function planRecorderTrouble(stage: Stage, losesDisk: boolean): void {
	const { chance, timeline, host, broadcaster, line, report } = stage;
	const sometimes = (act: () => void, from = stage.from) =>
		timeline.after(chance.between(from, stage.until) - timeline.now(), act);

	if (chance.is(0.22)) {
		for (let left = chance.whole(1, 2); left > 0; left -= 1) {
			sometimes(() => {
				if (host.line === null) return;
				const own = host.line;
				own.isOut = true;
				own.drop('dropped');
				timeline.after(chance.between(100, 6_000), () => (own.isOut = false));
			});
		}
	}
	if (losesDisk || chance.is(0.12)) {
		const kill = () => {
			host.kill();
			if (losesDisk) host.loseDisk();
			timeline.after(chance.between(300, 7_000), () => void host.start());
		};
		sometimes(kill, stage.from + (losesDisk ? PAGE_IS_OPEN_AFTER_MS : 0));
	}
	if (chance.is(0.2)) sometimes(() => void host.prune());
	if (chance.is(0.06)) {
		sometimes(() => {
			report('broadcaster: down');
			broadcaster.isUp = false;
			host.line?.drop('dropped');
			line.drop('dropped');
			timeline.after(chance.between(500, 8_000), () => (broadcaster.isUp = true));
		});
	}
}

/** Dropped and dead lines, refused channels, a browser that was asleep or thinks that it is offline. */
export function planPageTrouble({
	chance,
	timeline,
	line,
	page,
	window,
	channels,
	from,
	until,
}: Stage): void {
	const acts: readonly (readonly [share: number, act: (page: Page) => void])[] = [
		[
			0.55,
			() => {
				line.isOut = chance.is(0.6);
				line.drop('dropped');
				timeline.after(chance.between(200, 12_000), () => (line.isOut = false));
			},
		],
		[0.15, () => line.die(false)],
		[0.1, () => line.die(true)],
		[
			0.1,
			() => {
				const channel = chance.pick(channels);
				line.refused.add(channel);
				line.drop('dropped');
				timeline.after(chance.between(2_000, 20_000), () => line.refused.delete(channel));
			},
		],
		[0.03, (screen) => screen.wake()],
		[0.03, (screen) => screen.doubt()],
		[
			0.04,
			(screen) => {
				window.isHidden = true;
				timeline.after(chance.between(3_000, 20_000), () => {
					window.isHidden = false;
					screen.wake();
				});
			},
		],
	];
	for (let left = chance.whole(4, 12); left > 0; left -= 1) {
		let roll = chance.next();
		const [, act] = acts.find(([share]) => (roll -= share) < 0) ?? acts[0]!;
		timeline.after(chance.between(from, until) - timeline.now(), () => {
			const screen = page();
			if (screen !== null) act(screen);
		});
	}
}
