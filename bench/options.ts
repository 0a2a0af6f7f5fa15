/** What the command line may choose. */
import { parseArgs } from 'node:util';
import { TARGETS, type TargetName } from './target.ts';

export interface BenchOptions {
	readonly rates: readonly number[];
	readonly seconds: number;
	readonly targets: readonly TargetName[];
	readonly repeat: number;
	/** Events of the soak; 0 leaves it out. */
	readonly soak: number;
	/** A build to measure as it is; absent: the page is built first. */
	readonly build: string | undefined;
	/** Instead of the tables: where the product's main thread spends its time at the highest rate. */
	readonly isProfile: boolean;
}

export const USAGE = `npm run bench -- [--quick] [--rates 10,100,1000] [--seconds 7] [--only product,floor,prepend]
                   [--repeat 3] [--soak 100000] [--build folder] [--profile]`;

const DEFAULTS = { rates: '10,100,1000', seconds: '7', repeat: '3', soak: '100000' };
/** To see whether it works, not to quote. */
const QUICK = { rates: '10,100,1000', seconds: '3', repeat: '1', soak: '10000' };

/** Reads the arguments; throws with the usage when one is wrong. */
export function readOptions(args: readonly string[]): BenchOptions {
	const { values } = parseArgs({
		args: [...args],
		options: {
			quick: { type: 'boolean', default: false },
			profile: { type: 'boolean', default: false },
			rates: { type: 'string' },
			seconds: { type: 'string' },
			only: { type: 'string' },
			repeat: { type: 'string' },
			soak: { type: 'string' },
			build: { type: 'string' },
		},
	});
	const fallback = values.quick ? QUICK : DEFAULTS;
	const only = values.only?.split(',') ?? [...TARGETS];
	const targets = TARGETS.filter((name) => only.includes(name));
	if (targets.length !== only.length) throw new Error(`--only knows ${TARGETS.join(', ')}\n${USAGE}`);
	return {
		rates: (values.rates ?? fallback.rates).split(',').map((text) => readNumber('rates', text, 1)),
		seconds: readNumber('seconds', values.seconds ?? fallback.seconds, 1),
		targets,
		repeat: readNumber('repeat', values.repeat ?? fallback.repeat, 1),
		soak: readNumber('soak', values.soak ?? fallback.soak, 0),
		build: values.build,
		isProfile: values.profile,
	};
}

function readNumber(name: string, text: string, least: number): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < least)
		throw new Error(`--${name} wants whole numbers from ${least}\n${USAGE}`);
	return value;
}
