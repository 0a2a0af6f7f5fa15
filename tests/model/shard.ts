/** Runs a share of the seeds, and says of each that failed how to see it again. */
import { expect } from 'vitest';
import { run, type Outcome } from './world.ts';

const SEEDS = Number(process.env['MODEL_SEEDS'] ?? 2_000);
const FIRST = Number(process.env['MODEL_FIRST_SEED'] ?? 1);
const isTraced = process.env['MODEL_TRACE'] === '1';
/** More would only hide the first. */
const SHOWN = 10;

/** A seed takes about 30 ms, on a busy machine many times that. */
export const LIMIT_MS = 60_000 + SEEDS * 500;

export async function runShard(index: number, of: number): Promise<void> {
	const outcomes: Outcome[] = [];
	const started = performance.now();
	for (let seed = FIRST + index; seed < FIRST + SEEDS; seed += of) {
		const outcome = await run(seed, isTraced ? (line) => console.log(line) : undefined);
		outcomes.push(outcome);
		// Of a long run that is stopped these are all that is left.
		if (outcome.faults.length > 0) console.log(`seed ${seed} failed: ${outcome.faults.join('; ')}`);
	}
	const took = performance.now() - started;
	const failed = outcomes.filter(({ faults }) => faults.length > 0);
	const sum = (of: (outcome: Outcome) => number) =>
		outcomes.reduce((total, outcome) => total + of(outcome), 0);
	const share = (verdict: Outcome['verdict']) =>
		outcomes.filter((outcome) => outcome.verdict === verdict).length;
	console.log(
		`${outcomes.length} seeds in ${(took / 1_000).toFixed(1)} s: ${share('exact')} exact, ${share('marked')} marked, ` +
			`${share('unknowable')} unknowable, ${share('wrong')} wrong; ${sum(({ repairs }) => repairs)} repairs, ` +
			`${sum(({ requests }) => requests)} requests`,
	);
	const keys = Object.keys(outcomes[0]?.counts ?? {});
	console.log(keys.map((key) => `${key} ${sum(({ counts }) => counts[key] ?? 0)}`).join(', '));
	const told = failed
		.slice(0, SHOWN)
		.map(
			({ seed, faults, verdict }) =>
				`seed ${seed}: ${faults.join('; ')} (${verdict})\n  MODEL_TRACE=1 MODEL_SEEDS=1 MODEL_FIRST_SEED=${seed} npx vitest run tests/model`,
		);
	// Where only few runs can be judged exactly the rest proves little.
	expect(share('exact')).toBeGreaterThanOrEqual(
		Math.floor(outcomes.length * (outcomes.length < 50 ? 0 : 0.6)),
	);
	expect(share('unknowable')).toBeLessThanOrEqual(1 + outcomes.length * 0.01);
	expect(told, `${failed.length} of ${outcomes.length} seeds failed`).toEqual([]);
}
