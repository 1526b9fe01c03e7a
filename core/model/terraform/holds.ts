/** Whether a text of Terraform has a state machine. Quick: all other files of a project are left alone. */
export const holdsTerraformMachine = (text: string): boolean => /aws_sfn_state_machine|terraform-aws-modules\/step-functions/.test(text)
