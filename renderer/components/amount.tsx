import { NumberInput, type NumberInputProps } from "@mantine/core";

type Props = NumberInputProps & { unit?: string | undefined };

/** A whole amount from 1 up; its unit is there before anything is entered. */
export const Amount = ({ unit, ...input }: Props) => (
  <NumberInput min={1} {...(unit !== undefined && { suffix: ` ${unit}`, placeholder: unit })} {...input} />
);
