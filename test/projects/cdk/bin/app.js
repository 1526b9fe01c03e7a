const path = require('node:path')
const { App, Duration, Stack } = require('aws-cdk-lib')
const dynamodb = require('aws-cdk-lib/aws-dynamodb')
const lambda = require('aws-cdk-lib/aws-lambda')
const sqs = require('aws-cdk-lib/aws-sqs')
const sfn = require('aws-cdk-lib/aws-stepfunctions')
const tasks = require('aws-cdk-lib/aws-stepfunctions-tasks')

const app = new App()
const stack = new Stack(app, 'Orders')

const createOrder = new lambda.Function(stack, 'CreateOrder', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset(path.join(__dirname, '../functions/create-order')),
})
const orders = new dynamodb.Table(stack, 'OrdersTable', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } })
const approvals = new sqs.Queue(stack, 'Approvals')

// The definition is a file of its own.
new sfn.StateMachine(stack, 'OrderMachine', {
  definitionBody: sfn.DefinitionBody.fromFile(path.join(__dirname, '../lib/order.asl.json')),
  definitionSubstitutions: {
    CreateOrderFunction: createOrder.functionArn,
    ApprovalAbove: '100',
    ApprovalQueue: approvals.queueUrl,
    OrdersTable: orders.tableName,
  },
})

// The definition is made of constructs.
new sfn.StateMachine(stack, 'ReminderMachine', {
  definitionBody: sfn.DefinitionBody.fromChainable(
    new sfn.Wait(stack, 'WaitADay', { time: sfn.WaitTime.duration(Duration.days(1)) }).next(
      new tasks.SqsSendMessage(stack, 'Remind', {
        queue: approvals,
        messageBody: sfn.TaskInput.fromJsonPathAt('$.order'),
      }),
    ),
  ),
})
