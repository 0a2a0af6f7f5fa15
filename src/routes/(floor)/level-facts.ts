import type { LevelFacts } from '$lib/panels/status/level';
import type { Screen } from '$lib/state/context';

/** What a screen knows of how well it is told. */
export function levelFacts({ dashboard, catchUp, polling }: Screen): LevelFacts {
	const { since, snapshotAt, heartbeats } = dashboard.state;
	return {
		since,
		...(polling !== null && { snapshot: { at: snapshotAt } }),
		...(catchUp !== null && {
			recorder: { state: catchUp.state, problem: catchUp.problem, heardAt: catchUp.recorderHeardAt },
		}),
		heartbeats: [...heartbeats.values()].map(({ from }) => from),
	};
}
