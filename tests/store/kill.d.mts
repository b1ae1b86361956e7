export function killRounds(settings: { rounds: number }): Promise<{
  kills: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  strange: number;
  chain: string;
}>;
