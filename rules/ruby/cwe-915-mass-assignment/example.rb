class UsersController < ApplicationController
  def create
    # ruleid: ruby.cwe-915.mass-assignment
    User.create(params.require(:user).permit!)
    # ruleid: ruby.cwe-915.mass-assignment
    User.new(params[:user].permit!)
    # ruleid: ruby.cwe-915.mass-assignment
    @user.update(params[:user].to_unsafe_h)
    # ruleid: ruby.cwe-915.mass-assignment
    User.new(params.permit!)
  end

  def safe
    # ok: ruby.cwe-915.mass-assignment
    User.create(params.require(:user).permit(:name, :email))
    # ok: ruby.cwe-915.mass-assignment
    User.new(name: params[:name])
    # ok: ruby.cwe-915.mass-assignment
    @link = search_path(params.permit!.merge(page: 2))
    # ok: ruby.cwe-915.mass-assignment
    Rails.logger.info(params.to_unsafe_h)
    # ok: ruby.cwe-915.mass-assignment
    settings = params[:settings].permit!.to_h
  end

  private

  def user_params
    # ruleid: ruby.cwe-915.mass-assignment
    params.require(:user).permit!
  end
end
