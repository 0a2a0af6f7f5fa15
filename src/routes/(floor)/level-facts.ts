import type { LevelFacts } from '$lib/panels/status/level';
import type { Screen } from '$lib/state/context';
import { say } from '$lib/words/words';

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

/** Who else hears an answer; nothing is said to be kept while the recorder does not answer. */
export function sharingOf({ alertDesk: { sharing }, catchUp }: Screen): Screen['alertDesk']['sharing'] {
	if (sharing.kind !== 'kept' || sharing.problem !== null || catchUp?.state !== 'failed') return sharing;
	const words = say().system.sharing;
	const why = catchUp.problem ?? words.noRecorder;
	return { kind: 'kept', problem: words.lost(why) };
}
